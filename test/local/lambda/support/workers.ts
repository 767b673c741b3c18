import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
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
import { openDatabase } from "../../../support/postgres/database.ts";
import { createCaller, untilEnded } from "./service.ts";

const program = new URL("./crash-service.ts", import.meta.url).pathname;
const insistPauseMs = 50;
const insistTimesMax = 600;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port: free } = server.address() as AddressInfo;
  server.close();
  return free;
};

/** Asks again until it is answered: a service that was killed is on its way back. */
const insist = async <Value>(work: () => Promise<Value>): Promise<Value> => {
  for (let attempt = 0; attempt < insistTimesMax; attempt += 1) {
    try {
      return await work();
    } catch {
      await sleep(insistPauseMs);
    }
  }
  return work();
};

/** One service process on its port, to be killed and started again. */
type Worker = {
  readonly client: LambdaClient;
  readonly start: () => Promise<void>;
  readonly kill: () => Promise<void>;
  readonly pid: () => number;
};

const createWorker = async (databaseUrl: string): Promise<Worker> => {
  const port = await freePort();
  let child: ChildProcess | undefined;
  return {
    client: createCaller(`http://127.0.0.1:${port}`),
    start: async () => {
      child = spawn(process.execPath, [program, databaseUrl, String(port)], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      for await (const chunk of child.stdout ?? []) if (String(chunk).includes("ready")) break;
    },
    pid: () => child?.pid ?? 0,
    kill: async () => {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
};

export type Workers = Awaited<ReturnType<typeof openWorkers>>;

/** Several services of the crash program's functions that share one database. */
export const openWorkers = async (count: number) => {
  const database = await openDatabase();
  const sql = postgres(database.adminUrl, { max: 4 });
  await sql`create table effects (run int, step text, attempt text, at timestamptz default clock_timestamp())`;
  await sql`create table callbacks (id text primary key, run int not null)`;
  const all = await Promise.all(Array.from({ length: count }, () => createWorker(database.adminUrl)));
  await Promise.all(all.map((worker) => worker.start()));
  let turn = 0;
  /** Another worker each time: whoever is asked must know the answer. */
  const anyone = (): LambdaClient => {
    turn += 1;
    return (all[turn % all.length] as Worker).client;
  };

  return {
    sql,
    anyone,
    /** Starts a run of a function; repeated until it is taken, by its name once. */
    startRun: (run: number, functionName: "flow" | "park" = "flow"): Promise<string> =>
      insist(async () => {
        const answer = await anyone().send(
          new InvokeCommand({
            FunctionName: `${functionName}:live`,
            InvocationType: "Event",
            DurableExecutionName: `run-${run}`,
            Payload: JSON.stringify({ run }),
          }),
        );
        return answer.DurableExecutionArn ?? "";
      }),
    /** Waits for the end of an execution, whoever is killed meanwhile. */
    ended: (arn: string) => insist(() => untilEnded(anyone(), arn)),
    /** Answers a callback until that is known to have arrived. */
    answer: (id: string, result: string): Promise<void> =>
      insist(async () => {
        const command = new SendDurableExecutionCallbackSuccessCommand({ CallbackId: id, Result: result });
        const settled = await anyone()
          .send(command)
          .catch((error: unknown) => error);
        if (settled instanceof Error && !(settled instanceof CallbackTimeoutException)) throw settled;
      }),
    history: async (arn: string): Promise<Event[]> => {
      const command = new GetDurableExecutionHistoryCommand({
        DurableExecutionArn: arn,
        IncludeExecutionData: true,
        MaxItems: 1_000,
      });
      return (await insist(() => anyone().send(command))).Events ?? [];
    },
    /** Memory of a worker's process, in megabytes. */
    residentMegabytes: async (index: number): Promise<number> => {
      const status = await readFile(`/proc/${(all[index] as Worker).pid()}/status`, "utf8");
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
    },
    /** Kills one worker and starts it again. */
    restart: async (index: number): Promise<void> => {
      const worker = all[index % all.length] as Worker;
      await worker.kill();
      await worker.start();
    },
    close: async () => {
      await Promise.all(all.map((worker) => worker.kill()));
      for (const { client } of all) client.destroy();
      await sql.end();
      await database.drop();
    },
  };
};
