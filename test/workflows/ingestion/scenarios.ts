import type { Scenario } from "../support/scenario.ts";
import { loads, refused } from "./decided.ts";
import { early, troubles } from "./troubles.ts";
import { waits } from "./waits.ts";

export { ingestion } from "./kind-under-test.ts";

export const scenarios: readonly Scenario[] = [...loads, ...refused, ...early, ...troubles, ...waits];
