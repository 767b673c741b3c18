import type { Approver, Rule, StageDefinition } from "./model.ts";

/** What an approver form is for: a seat, a seat when nobody else can sit, or a rung of the ladder. */
type Place = "seat" | "fallback" | "rung";

export type NamedApprover = {
  readonly approver: Approver;
  readonly place: Place;
  readonly rule: string;
  readonly stage: string;
  /** RFC 6901, into the document: "/rules/0/stages/1/approvers/0". */
  readonly pointer: string;
};

/** Every approver form of a document, wherever it stands. */
export const namedApprovers = (rules: readonly Rule[]): readonly NamedApprover[] =>
  rules.flatMap((rule, ruleIndex) =>
    "stages" in rule
      ? rule.stages.flatMap((stage, stageIndex) =>
          approversOf(stage, `/rules/${ruleIndex}/stages/${stageIndex}`).map((named) => ({
            ...named,
            rule: rule.name,
            stage: stage.name,
          })),
        )
      : [],
  );

type Placed = Pick<NamedApprover, "approver" | "place" | "pointer">;

const approversOf = (stage: StageDefinition, at: string): readonly Placed[] => [
  ...placed(stage.approvers, "seat", (index) => `${at}/approvers/${index}`),
  ...placed(
    typeof stage.whenNobody === "string" ? [] : stage.whenNobody.approvers,
    "fallback",
    (index) => `${at}/whenNobody/approvers/${index}`,
  ),
  ...placed(
    (stage.escalation ?? []).map(({ to }) => to),
    "rung",
    (index) => `${at}/escalation/${index}/to`,
  ),
];

const placed = (
  approvers: readonly Approver[],
  place: Place,
  pointerAt: (index: number) => string,
): readonly Placed[] => approvers.map((approver, index) => ({ approver, place, pointer: pointerAt(index) }));
