import type { Scenario } from "../support/scenario.ts";
import { afterRelease } from "./after-release.ts";
import { approvals } from "./approvals.ts";
import { checks } from "./checks.ts";
import { releases } from "./release.ts";
import { bankWindow } from "./window.ts";

export { payment } from "./kind.ts";

export const scenarios: readonly Scenario[] = [
  ...approvals,
  ...checks,
  ...bankWindow,
  ...releases,
  ...afterRelease,
];
