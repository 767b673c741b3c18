import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CallbackTimeoutException,
  type Event,
  GetDurableExecutionHistoryCommand,
  InvokeCommand,
  type LambdaClient,
  SendDurableExecutionCallbackSuccessCommand,
} from "@aws-sdk/client-lambda";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase, type TestDatabase } from "../../support/postgres/database.ts";
import { createCaller, untilEnded } from "./support/service.ts";

const executions = 30;
const kills = 15;
const aliveMostMs = 700;
const program = new URL("./support/crash-service.ts", import.meta.url).pathname;

let database: TestDatabase;
let sql: postgres.Sql;
let client: LambdaClient;
let port: number;
let child: ChildProcess | undefined;

beforeAll(async () => {
  database = await openDatabase();
  sql = postgres(database.adminUrl, { max: 4 });
  await sql`create table effects (run int, step text, attempt text, at timestamptz default clock_timestamp())`;
  await sql`create table callbacks (id text primary key)`;
  port = await freePort();
  client = createCaller(`http://127.0.0.1:${port}`);
});

afterAll(async () => {
  child?.kill("SIGKILL");
  client.destroy();
  await sql.end();
  await database.drop();
});

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port: free } = server.address() as AddressInfo;
  server.close();
  return free;
};

const launch = async (): Promise<ChildProcess> => {
  const launched = spawn(process.execPath, [program, database.adminUrl, String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const chunk of launched.stdout ?? []) if (String(chunk).includes("ready")) break;
  return launched;
};

/** A small generator with a seed, so that a failure can be repeated (mulberry32). */
const createRandom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const insist = async <Value>(work: () => Promise<Value>): Promise<Value> => {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    try {
      return await work();
    } catch {
      await sleep(50);
    }
  }
  return work();
};

const startRun = (run: number): Promise<string> =>
  insist(async () => {
    const answer = await client.send(
      new InvokeCommand({
        FunctionName: "flow:live",
        InvocationType: "Event",
        DurableExecutionName: `run-${run}`,
        Payload: JSON.stringify({ run }),
      }),
    );
    return answer.DurableExecutionArn ?? "";
  });

/** Answers each callback until the answer is known to have arrived. */
const answerCallbacks = async (signal: AbortSignal): Promise<void> => {
  const answered = new Set<string>();
  while (!signal.aborted) {
    const open = (await sql<{ id: string }[]>`select id from callbacks`).filter(
      ({ id }) => !answered.has(id),
    );
    await Promise.all(
      open.map(async ({ id }) => {
        const answer = new SendDurableExecutionCallbackSuccessCommand({ CallbackId: id, Result: "approved" });
        const settled = await client.send(answer).catch((error: unknown) => error);
        if (!(settled instanceof Error) || settled instanceof CallbackTimeoutException) answered.add(id);
      }),
    );
    await sleep(50);
  }
};

const readEvents = async (arn: string): Promise<Event[]> => {
  const history = new GetDurableExecutionHistoryCommand({
    DurableExecutionArn: arn,
    IncludeExecutionData: true,
    MaxItems: 1_000,
  });
  return (await client.send(history)).Events ?? [];
};

test("killed at random moments, every execution ends, and no completed step runs again", async () => {
  const seed = Number(process.env["CRASH_SEED"] ?? randomInt(2 ** 31));
  console.log(`CRASH_SEED=${seed}`);
  const random = createRandom(seed);
  child = await launch();
  const finished = new AbortController();
  const answering = answerCallbacks(finished.signal);
  const starting = Promise.all(Array.from({ length: executions }, (_, run) => startRun(run)));
  for (let kill = 0; kill < kills; kill += 1) {
    await sleep(random() * aliveMostMs);
    child.kill("SIGKILL");
    await once(child, "exit");
    child = await launch();
  }
  const arns = await starting;
  const ended = await Promise.all(arns.map((arn) => untilEnded(client, arn))).finally(() => finished.abort());
  await answering;

  expect(new Set(arns).size).toBe(executions);
  expect(ended.map(({ Status }) => Status)).toEqual(arns.map(() => "SUCCEEDED"));
  const effects = await sql<
    { run: number; step: string; attempt: string; at: Date }[]
  >`select * from effects`;
  for (const [run, arn] of arns.entries()) {
    const events = await readEvents(arn);
    expect(events.map((event) => event.EventId)).toEqual(events.map((_, index) => index + 1));
    const attempts: string[] = [];
    for (const step of ["first", "inner-one", "inner-two", "last"]) {
      const succeeded = events.filter((event) => event.EventType === "StepSucceeded" && event.Name === step);
      expect(succeeded).toHaveLength(1);
      const attempt = JSON.parse(succeeded[0]?.StepSucceededDetails?.Result?.Payload ?? "") as string;
      const own = effects.filter((effect) => effect.run === run && effect.step === step);
      expect(own.map((effect) => effect.attempt)).toContain(attempt);
      const checkpointedAt = succeeded[0]?.EventTimestamp ?? new Date(0);
      for (const effect of own) expect(effect.at.getTime()).toBeLessThanOrEqual(checkpointedAt.getTime());
      attempts.push(attempt);
    }
    expect(JSON.parse(ended[run]?.Result ?? "")).toEqual({ answer: "approved", attempts });
    for (const once of ["CallbackSucceeded", "WaitSucceeded", "ContextStarted", "ExecutionSucceeded"]) {
      const count = events.filter((event) => event.EventType === once).length;
      expect([once, count]).toEqual([once, once === "ContextStarted" ? 2 : 1]);
    }
  }
}, 120_000);
