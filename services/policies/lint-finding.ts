import type { Id } from "../../db/schema/columns.ts";
import type { ConditionInput } from "./conditions.ts";
import type { Directory, Rule, StageDefinition } from "./model.ts";

/** Something in a policy document that will not do what it says. An error stands in the way of publishing. */
export type Finding = {
  readonly level: "error" | "warning";
  readonly rule: string;
  readonly stage: string | null;
  /** RFC 6901, into the document: "/rules/0/stages/1/quorum". */
  readonly pointer: string;
  /** What is wrong, and how to mend it. */
  readonly message: string;
};

/** While it lasts, the delegate sits where the principal would. */
export type DelegationEdge = {
  readonly principalId: Id<"member">;
  readonly delegateId: Id<"member">;
};

/** A request as the kind and the people could bring it, to try conditions on. */
export type SampleRequest = {
  readonly input: ConditionInput;
  /** What it is, in words: "an order of somebody without attributes". */
  readonly what: string;
};

export type LintInput = {
  readonly rules: readonly Rule[];
  readonly directory: Directory;
  /** Of each payload and requester some, of differing amounts. */
  readonly samples: readonly (readonly SampleRequest[])[];
  readonly delegations: readonly DelegationEdge[];
  /** In this kind silence is a no: a stage that ends otherwise by itself is worth a warning. */
  readonly silenceRejects?: boolean;
  /** Durations in months and years are counted from here. */
  readonly now: Date;
};

export type StageAt = {
  readonly rule: string;
  readonly definition: StageDefinition;
  readonly pointer: string;
};

export const stagesAt = (rules: readonly Rule[]): readonly StageAt[] =>
  rules.flatMap((rule, ruleIndex) =>
    "stages" in rule
      ? rule.stages.map((definition, index) => ({
          rule: rule.name,
          definition,
          pointer: `/rules/${ruleIndex}/stages/${index}`,
        }))
      : [],
  );
