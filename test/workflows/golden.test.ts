import { describe, expect, test } from "vitest";
import { kinds } from "../../workflows/kinds.ts";
import { readGoldens, recordedKinds } from "./support/golden.ts";
import { replayGolden } from "./support/replay/replay.ts";
import type { KindUnderTest } from "./support/scenario.ts";

/** Each kind's folder here tells how to run it, under the kind's own name. */
const underTest = async (kind: string): Promise<KindUnderTest> => {
  const module = (await import(`./${kind}/scenarios.ts`)) as Readonly<Record<string, KindUnderTest>>;
  const found = Object.values(module).find((exported) => exported.kind === kind);
  if (found === undefined) {
    throw new Error(`test/workflows/${kind}/scenarios.ts exports no kind "${kind}"`);
  }
  return found;
};

test("every kind has golden histories, and one of them is its good way", () => {
  const goodWays = Object.keys(kinds).map((kind) => [
    kind,
    readGoldens(kind).filter(({ isGoodWay }) => isGoodWay).length,
  ]);
  expect(goodWays).toEqual(Object.keys(kinds).map((kind) => [kind, 1]));
});

describe.each(recordedKinds())("%s: runs under way go on with the code of today", (kind) => {
  test.each(readGoldens(kind))("$scenario", async (golden) => {
    const broken = await replayGolden(golden, await underTest(kind));
    expect(broken.join("\n\n")).toBe("");
  });
});
