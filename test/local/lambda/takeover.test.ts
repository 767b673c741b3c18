import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openService } from "./support/service.ts";

const deadWorker = 12_345;
/** Longer than the service takes to notice a dead worker. */
const noticedMs = 1_500;

const entered = Promise.withResolvers<void>();
const mayEnd = Promise.withResolvers<void>();
let service: Awaited<ReturnType<typeof openService>>;
let sql: postgres.Sql;

beforeAll(async () => {
  service = await openService((durable) => ({
    slow: {
      handler: durable(async (_event, context) =>
        context.step("hold", async () => {
          entered.resolve();
          await mayEnd.promise;
          return "held";
        }),
      ),
    },
  }));
  sql = postgres(service.database.adminUrl, { max: 1 });
});

afterAll(async () => {
  await sql.end();
  await service.close();
});

test("a dead worker's executions are taken over, but not one that another worker has by now", async () => {
  const arn = await service.start("slow");
  await entered.promise;
  await sql`insert into durable_lambda.workers (id) values (${deadWorker})`;
  // As it looks to one who read the dead worker's executions just before another worker took them over.
  await sql`update durable_lambda.executions set worker = ${deadWorker}`;
  await sleep(noticedMs);
  expect(await sql`select from durable_lambda.workers where id = ${deadWorker}`).toHaveLength(0);
  mayEnd.resolve();

  expect((await service.ended(arn)).Status).toBe("SUCCEEDED");
  const history = await service.history(arn);
  expect(history.filter((line) => line.includes("InvocationCompleted"))).toHaveLength(1);
});
