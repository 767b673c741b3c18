import { askCondition, type ConditionInput } from "./conditions.ts";
import type { StageDefinition, StagedRule } from "./model.ts";

export type AskedStage = {
  readonly definition: StageDefinition;
  /** Counts from 1, without gaps; stages of one position are open at the same time. */
  readonly position: number;
};

export type AskedStages =
  | {
      readonly ok: true;
      readonly asked: readonly AskedStage[];
      /** Stages whose condition is not true of the request. */
      readonly leftOut: readonly StageDefinition[];
    }
  | { readonly ok: false; readonly stage: string; readonly message: string };

/**
 * Which stages of a rule are asked for a request, in the order of the document, and in which position. A condition
 * that cannot be answered stops here: without its stage the request might be approved by fewer than it takes.
 */
export const askedStages = ({ stages }: StagedRule, request: ConditionInput): AskedStages => {
  const asked: AskedStage[] = [];
  const leftOut: StageDefinition[] = [];
  for (const { definition, position } of placed(stages)) {
    const verdict = askCondition(definition.when, request);
    if (!verdict.ok) return { ok: false, stage: definition.name, message: verdict.message };
    if (verdict.matches) asked.push({ definition, position });
    else leftOut.push(definition);
  }
  return { ok: true, asked: withoutGaps(asked), leftOut };
};

/**
 * Each stage after the last, or beside the one that it is parallel with. Those that are left out keep their place until
 * all have one, so that what is parallel with them stays together and in its turn.
 */
const placed = (stages: readonly StageDefinition[]): readonly AskedStage[] => {
  const positions = new Map<string, number>();
  let last = 0;
  return stages.map((definition) => {
    const beside = positions.get(definition.parallelWith ?? "");
    const position = beside ?? last + 1;
    last = Math.max(last, position);
    positions.set(definition.name, position);
    return { definition, position };
  });
};

const withoutGaps = (asked: readonly AskedStage[]): readonly AskedStage[] => {
  const taken = [...new Set(asked.map(({ position }) => position))].toSorted((one, other) => one - other);
  return asked.map(({ definition, position }) => ({ definition, position: taken.indexOf(position) + 1 }));
};
