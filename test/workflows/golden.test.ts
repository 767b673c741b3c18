import { describe, expect, test } from "vitest";
import { kinds } from "../../workflows/kinds.ts";
import { creatorOf } from "./support/creator-of.ts";
import { type Golden, howToRecord, readGoldens, recordedKinds } from "./support/golden.ts";
import { replayGolden } from "./support/replay/replay.ts";

const versionOf = ({ input }: Golden): number => (JSON.parse(input) as { version: number }).version;

test("every kind has golden histories, and one of them is its good way", () => {
  const goodWays = Object.keys(kinds).map((kind) => [
    kind,
    readGoldens(kind).filter(({ isGoodWay }) => isGoodWay).length,
  ]);
  expect(goodWays).toEqual(Object.keys(kinds).map((kind) => [kind, 1]));
});

describe.each(recordedKinds())("%s: runs under way go on with the code of today", (kind) => {
  const goldens = readGoldens(kind);

  test("they are of the version of the contract", () => {
    const old = goldens.filter((golden) => versionOf(golden) !== kinds[kind]?.version);
    const told = old.map((golden) => `"${golden.scenario}" is of version ${versionOf(golden)}`);
    const hint = `The contract is at version ${kinds[kind]?.version}: record new histories, ${howToRecord(kind)}`;
    expect(told, hint).toEqual([]);
  });

  test.each(goldens)("$scenario", async (golden) => {
    const broken = await replayGolden(golden, creatorOf(kind));
    expect(broken.join("\n\n")).toBe("");
  });
});
