import { expect, test } from "vitest";
import { versionsMax } from "../../../workflows/onboarding/check-facts.ts";
import { accessMaxCount } from "../../../workflows/onboarding/payload.ts";
import { readGoldens } from "../support/golden.ts";

/** AWS: durable operations of one execution. */
const operationsMax = 3_000;
/** A callback in its own context with its submission, and the step that reads the truth. */
const operationsPerWake = 4;
/** Beside the owners of systems: contract, check, payroll, account, equipment, welcome, papers. */
const otherBranches = 7;

test("a run of ninety days stays small, however often its first day moves", () => {
  const longest = Math.max(...readGoldens("onboarding").map(({ operations }) => operations.length));
  const branches = otherBranches + accessMaxCount;
  const ofSystems = accessMaxCount * (operationsPerWake + 1);
  const ofEdits = (versionsMax - 1) * branches * operationsPerWake;
  expect(longest).toBeGreaterThan(0);
  expect(longest + ofSystems + ofEdits).toBeLessThan(operationsMax);
});
