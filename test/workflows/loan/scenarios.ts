import type { Scenario } from "../support/scenario.ts";
import { granted } from "./granted.ts";
import { incompletes, rejected } from "./rejected.ts";
import { takenBack } from "./taken-back.ts";
import { cameToNothing, neverAnswered } from "./undone.ts";

export { loan } from "./kind.ts";

export const scenarios: readonly Scenario[] = [
  ...granted,
  ...rejected,
  ...incompletes,
  ...cameToNothing,
  ...neverAnswered,
  ...takenBack,
];
