import { fork } from "node:child_process";
import { once } from "node:events";
import {
  InvokeCommand,
  LambdaClient,
  SendDurableExecutionCallbackSuccessCommand,
} from "@aws-sdk/client-lambda";
import type { OpenEngine } from "../engine.ts";
import { listenForNotices } from "../notices.ts";
import { createWaiting } from "../waiting.ts";

const socketsMax = 512;

/**
 * Our durable Lambda service in a process of its own, driven over HTTP by AWS's client. A synchronous Invoke starts
 * the execution, and its answer is the result as read back from the database.
 */
export const openEngine: OpenEngine = async ({ databaseUrl }) => {
  const waiting = createWaiting();
  const notices = await listenForNotices(waiting.tell);
  const profileFolder = process.env["PROFILE"];
  const service = fork(
    new URL("../countersign/service.ts", import.meta.url),
    [databaseUrl, String(notices.port)],
    {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      execArgv: profileFolder === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profileFolder}`],
    },
  );
  const [{ url }] = (await once(service, "message")) as [{ url: string }];
  const client = new LambdaClient({
    endpoint: url,
    region: "us-east-1",
    credentials: { accessKeyId: "bench", secretAccessKey: "bench" },
    requestHandler: { httpAgent: { maxSockets: socketsMax, keepAlive: true } },
  });

  const call = async (run: string): Promise<string> => {
    const { Payload, FunctionError } = await client.send(
      new InvokeCommand({
        FunctionName: "roundTrip",
        Qualifier: "live",
        DurableExecutionName: run,
        Payload: JSON.stringify({ run }),
      }),
    );
    const text = Buffer.from(Payload ?? []).toString();
    if (FunctionError !== undefined) throw new Error(text);
    return JSON.parse(text) as string;
  };

  return {
    processIds: [service.pid ?? 0],
    start: (run) => {
      const id = waiting.ask(run);
      return {
        waiting: id.then(() => undefined),
        done: call(run),
        decide: async (decision) => {
          await client.send(
            new SendDurableExecutionCallbackSuccessCommand({
              CallbackId: await id,
              Result: Buffer.from(decision),
            }),
          );
        },
      };
    },
    close: async () => {
      client.destroy();
      service.disconnect();
      await once(service, "exit");
    },
  };
};
