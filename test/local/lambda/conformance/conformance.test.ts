import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openModuleService } from "../support/module-service.ts";
import { compareHistory } from "./support/compare-history.ts";
import { openRequirement, readRequirements, type Requirement } from "./support/requirement.ts";
import { type Outcome, runRequirement } from "./support/run-requirement.ts";

// AWS's own requirements (test/data/conformance), carried out through AWS's client; functions reach the service once by
// message and once over HTTP. All run at once, because most of their time is waiting.
const requirements = readRequirements();
/** They end their thread, and those beside them would have to begin anew; so they run alone, after the others. */
const exits = new Set(["1-17", "1-18", "3-12"]);
const functions = fileURLToPath(new URL("./support/functions.ts", import.meta.url));

describe.each(["message", "http"] as const)("by %s", (checkpointsBy) => {
  let service: Awaited<ReturnType<typeof openModuleService>>;
  let directory = "";
  const runs = new Map<string, { readonly requirement: Requirement; readonly outcome: Promise<Outcome> }>();

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "conformance-"));
    service = await openModuleService({
      path: functions,
      checkpointsBy,
      environment: { CALLS_DIRECTORY: directory },
    });
    let before: Promise<unknown> = Promise.resolve();
    for (const [id, text] of requirements) {
      const requirement = openRequirement(text, Math.random);
      const outcome = exits.has(id)
        ? before.then(() => runRequirement(service.client, id, requirement))
        : runRequirement(service.client, id, requirement);
      runs.set(id, { requirement, outcome });
      before = Promise.allSettled([before, outcome]);
    }
  });

  afterAll(async () => {
    await service.close();
    await rm(directory, { recursive: true });
  });

  test.each(requirements)("%s", async (id) => {
    const run = runs.get(id);
    if (run === undefined) throw new Error(`${id} was not run.`);
    const { requirement } = run;
    const { arn, status, result, events } = await run.outcome;
    const { ExpectedResult: expected, ExpectedLogs: logs = [] } = requirement;
    expect(compareHistory(requirement, events as never)).toEqual([]);
    expect(status).toBe(expected?.ExecutionStatus);
    if (expected !== undefined && "Result" in expected) expect(result ?? null).toEqual(expected.Result);
    for (const { match, count } of logs) {
      const pattern = new RegExp(match.message.slice(1, -1));
      const found = service.records(arn).filter(({ message }) => pattern.test(String(message)));
      expect([match.message, found.length]).toEqual([match.message, count]);
    }
  });
});

test("there are the 62 requirements of four suites", () => {
  expect(requirements).toHaveLength(62);
});
