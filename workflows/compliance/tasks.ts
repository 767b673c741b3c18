import type { TaskDefinition } from "../../services/service-tasks/model.ts";
import type { CompliancePayload } from "./payload.ts";
import type { ComplianceSettings } from "./settings.ts";

type Definition = TaskDefinition<CompliancePayload>;

const textMaxCharacters = 200;
const shorten = (text: string): string => text.slice(0, textMaxCharacters);

const missingEvidence = ({ questions }: CompliancePayload) =>
  questions.flatMap(({ question, answer, evidence }, index) =>
    evidence === undefined ? [{ name: `evidence${index + 1}`, question, answer }] : [],
  );

/** What a compliance case asks of the tenant's systems and people, by step. */
export const complianceTasks = {
  screen: {
    type: "screening.search",
    input: ({ payload: { caseNumber, subject, owners } }) => ({
      caseNumber,
      names: [subject, ...owners].map(({ name, country }) => ({ name, country })),
    }),
  },
  "review-prohibited": {
    type: "compliance.review_prohibited",
    input: ({ payload: { caseNumber, subject }, findings }) => ({
      caseNumber,
      subject: subject.name,
      reasons: findings["riskReasons"],
      list: `${String(findings["listVersion"])} of ${String(findings["listDate"])}`,
    }),
    performer: ({ settings }) => (settings as ComplianceSettings).officers,
    byHand: ({ payload: { caseNumber, subject }, findings }) => ({
      title: shorten(`Is ${subject.name} prohibited? (case ${caseNumber})`),
      instructions:
        "The screening found a name on a list that forbids business. Compare the entry with this case: a case of the same person is rejected, one of another goes on as a high risk.",
      facts: [
        { label: "Found", value: (findings["riskReasons"] as string[]).join("; ").slice(0, 2_000) },
        { label: "List", value: `${String(findings["listVersion"])} of ${String(findings["listDate"])}` },
      ],
      assurance: "code",
      answers: [
        {
          name: "same",
          label: "It is the same: reject",
          tone: "bad",
          outcome: "completed",
          comment: "required",
        },
        {
          name: "other",
          label: "It is somebody else",
          tone: "act",
          outcome: "completed",
          comment: "required",
        },
      ],
    }),
    tells: ({ answer }) => ({ isSame: answer !== "other" }),
  },
  "collect-evidence": {
    type: "compliance.collect_evidence",
    input: ({ payload }) => ({
      caseNumber: payload.caseNumber,
      questions: missingEvidence(payload).map(({ question }) => question),
    }),
    performer: ({ requester }) => requester,
    byHand: ({ payload }) => ({
      title: shorten(`Evidence for ${payload.subject.name} (case ${payload.caseNumber})`),
      instructions: "Say for each answer what shows it: a document, an address, a register entry.",
      answers: [
        {
          name: "given",
          label: "Send the evidence",
          tone: "good",
          outcome: "completed",
          fields: missingEvidence(payload).map(({ name, question, answer }) => ({
            name,
            label: shorten(question),
            hint: shorten(answer.replaceAll(/\s+/g, " ")),
            type: "longText" as const,
          })),
        },
        {
          name: "none",
          label: "There is none",
          tone: "bad",
          outcome: "declined",
          reasonCode: "no_evidence",
          comment: "required",
        },
      ],
    }),
    finds: (result) => ({
      evidence: Object.fromEntries(Object.entries(result).filter(([name]) => name.startsWith("evidence"))),
    }),
  },
  register: {
    type: "compliance.register",
    undoneBy: "revoke",
    input: ({ payload: { caseNumber, subject }, findings }) => ({
      caseNumber,
      subject: subject.name,
      role: subject.role,
      tier: findings["tier"],
      validMonths: findings["validMonths"],
      listVersion: findings["listVersion"],
      listDate: findings["listDate"],
    }),
  },
  revoke: {
    type: "compliance.revoke",
    input: (_subject, earlier) => ({ registerTaskId: earlier("register").id }),
  },
  tell: {
    type: "compliance.tell",
    input: ({ payload: { caseNumber, subject }, findings }) => ({
      caseNumber,
      subject: subject.name,
      tier: findings["tier"],
      validMonths: findings["validMonths"],
    }),
  },
} as const satisfies Readonly<Record<string, Definition>>;
