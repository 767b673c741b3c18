import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ended, OpenBackend } from "./backends/backend.ts";
import { openAwsRunner } from "./backends/aws-runner.ts";
import { openLocalLambda } from "./backends/local-lambda.ts";
import { checkEnd } from "./checks.ts";
import {
  goldenOf,
  howToRecord,
  isRecording,
  outline,
  readGolden,
  readGoldens,
  writeGolden,
} from "./golden.ts";
import { happen } from "./happen.ts";
import { historyLines, readHistory } from "./history.ts";
import type { KindUnderTest, Scenario } from "./scenario.ts";
import { openWorld, type World } from "./world.ts";

const backends: readonly OpenBackend[] = [openLocalLambda, openAwsRunner];

/** Lives a scenario to its end, checks everything that has to be so there, and answers how the execution went. */
const live = async (world: World, under: KindUnderTest, scenario: Scenario): Promise<Ended> => {
  const scene = await world.begin(scenario);
  for (const happening of scenario.happens) {
    await happen(scene, happening);
  }
  await checkEnd(scene, scenario.ends, under);
  const { run } = await scene.request();
  const ended = await world.backend.ended(run?.executionName ?? "");
  expect({ status: ended.status, error: ended.error }).toEqual({ status: "SUCCEEDED", error: null });
  return ended;
};

/** What two services have to agree on, operation by operation. */
const compared = (ended: Ended) => {
  const history = readHistory(ended.events);
  return {
    operations: historyLines(history),
    invocations: history.invocations.length,
    result: ended.result,
  };
};

const checkGolden = (under: KindUnderTest, scenario: Scenario, ended: Ended): void => {
  const { kind } = under;
  const golden = goldenOf({ kind, scenario: scenario.name, isGoodWay: scenario.isGoodWay === true, ended });
  if (isRecording) {
    writeGolden(golden);
  }
  const recorded = readGolden(golden);
  expect(recorded, `"${scenario.name}" has no golden history; record it: ${howToRecord(kind)}`).toBeDefined();
  if (recorded !== undefined) {
    const hint = `The golden history of "${scenario.name}" is of another workflow; record it anew: ${howToRecord(kind)}`;
    expect(outline(golden), hint).toEqual(outline(recorded));
  }
};

/**
 * One test a scenario: lives it on the local Lambda and on AWS's runner, checks both ends, that both did the same, and
 * that it is what the golden history says.
 */
export const describeScenarios = (under: KindUnderTest, scenarios: readonly Scenario[]): void => {
  describe(`${under.kind}: scenarios`, () => {
    const worlds: World[] = [];
    beforeAll(async () => {
      for (const open of backends) {
        worlds.push(await openWorld(under, open));
      }
    });
    afterAll(async () => {
      for (const world of worlds) {
        await world.close();
      }
    });

    test("every golden history is that of a scenario", () => {
      const names = scenarios.map(({ name }) => name);
      const left = readGoldens(under.kind).filter(({ scenario }) => !names.includes(scenario));
      expect(left.map(({ scenario }) => scenario)).toEqual([]);
    });

    test.each(scenarios)("$name", async (scenario) => {
      const ends: Ended[] = [];
      for (const world of worlds) {
        ends.push(await live(world, under, scenario));
      }
      const [first, ...others] = ends;
      if (first === undefined) {
        throw new Error("there is no backend");
      }
      for (const other of others) {
        expect(compared(other)).toEqual(compared(first));
      }
      checkGolden(under, scenario, first);
    });
  });
};
