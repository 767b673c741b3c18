import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadJournals } from "../../../infra/local/lambda/store/load.ts";
import { save } from "../../../infra/local/lambda/store/save.ts";
import {
  findDue,
  findNext,
  findWanted,
  sweepStaleTimers,
} from "../../../infra/local/lambda/store/schedule.ts";
import { planSettings } from "../../../infra/local/lambda/start.ts";
import { connect } from "../../../infra/local/stand-in/connect.ts";
import { addParked } from "./support/ballast.ts";
import { openService } from "./support/service.ts";
import { openStatementCounter } from "./support/statement-counter.ts";

const parked = 10_000;
const queriesPerSecondMax = 5;
const idleSeconds = 6;

let service: Awaited<ReturnType<typeof openService>>;
let counter: Awaited<ReturnType<typeof openStatementCounter>>;
let sql: postgres.Sql;

beforeAll(async () => {
  service = await openService(
    (durable) => ({
      waits: { handler: durable(async (_event, context) => (await context.createCallback("answer"))[0]) },
    }),
    {},
    async (databaseUrl) => {
      counter = await openStatementCounter(databaseUrl);
      return counter.databaseUrl;
    },
  );
  sql = connect(service.database.adminUrl, "test", { connectionsMax: 1, settings: planSettings });
  await service.start("waits");
  const isParked = async () =>
    sql`select from durable_lambda.executions where worker is null and wanted_at is null and revision > 1`;
  while ((await isParked()).length === 0) await sleep(50);
  await addParked(sql, parked);
});

afterAll(async () => {
  await sql.end();
  await service.close();
  counter.close();
});

test("a service with 10,000 parked executions asks for nothing but the time", async () => {
  const before = counter.statements();
  await sleep(idleSeconds * 1_000);
  const perSecond = (counter.statements() - before) / idleSeconds;
  console.log(`${perSecond.toFixed(1)} queries a second`);
  expect(perSecond).toBeGreaterThan(0);
  expect(perSecond).toBeLessThan(queriesPerSecondMax);
});

/** Runs a query of the service's as an EXPLAIN; answers how Postgres would carry it out. */
const explain = async (run: (sql: postgres.Sql) => Promise<unknown>): Promise<string> => {
  let plan = "";
  const explaining = async (strings: TemplateStringsArray, ...values: postgres.ParameterOrJSON<never>[]) => {
    const text = strings.reduce((sum, part, index) => `${sum}$${index}${part}`);
    const rows = await sql.unsafe<{ "QUERY PLAN": string }[]>(`explain ${text}`, values);
    plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    return [] as { id: string }[];
  };
  await run(explaining as unknown as postgres.Sql);
  return plan;
};

const now = Date.now();

test.each([
  ["the next timer and the next wish", (via: postgres.Sql) => findNext(via)],
  ["timers that are due", (via: postgres.Sql) => findDue(via, now, 256)],
  [
    "executions that are wanted",
    (via: postgres.Sql) => findWanted(via, { now, functionNames: ["waits"], versions: ["1"], items: 32 }),
  ],
  ["timers to be forgotten", (via: postgres.Sql) => sweepStaleTimers(via, now, 100)],
  ["a journal", (via: postgres.Sql) => loadJournals(via, ["01a20adc-9c6f-71b5-bee5-b00af6e4e030"])],
  ["rows to be written", (via: postgres.Sql) => save(via, [])],
])("%s are found by an index, however many are parked", async (_, run) => {
  const plan = await explain(run);
  expect(plan).toMatch(/Index (Only )?Scan/);
  expect(plan).not.toContain("Seq Scan");
});
