import type { AssessmentDefinition } from "../../services/runs/definitions.ts";
import type { CompliancePayload } from "./payload.ts";
import { assessCompliance, screeningSchema } from "./risk.ts";

type Definition = AssessmentDefinition<CompliancePayload>;

/** A screening that cannot be read is the worst there is: nobody passes by it. */
const unreadable = {
  listVersion: "unreadable",
  listDate: "1970-01-01",
  hits: [{ name: "The screening's answer", list: "no readable list", matchPercent: 100, prohibits: true }],
};

const judge =
  (isCleared: boolean): Definition["judge"] =>
  ({ payload }, _facts, earlier) => {
    const read = screeningSchema.safeParse(earlier("screen").result);
    const screening = read.success ? read.data : unreadable;
    const finds = assessCompliance(payload, screening, isCleared);
    const needsEvidence = payload.questions.some(({ evidence }) => evidence === undefined);
    return { finds, tells: { tier: finds["tier"], needsEvidence } };
  };

export const complianceAssessments = {
  risk: { judge: judge(false) },
  "risk-cleared": { judge: judge(true) },
} as const satisfies Readonly<Record<string, Definition>>;
