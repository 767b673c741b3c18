import { fork } from "node:child_process";
import { once } from "node:events";
import { type Caller, createAwsCaller, createHttpCaller } from "../countersign/callers.ts";
import type { OpenEngine } from "../engine.ts";
import { listenForNotices } from "../notices.ts";
import { createWaiting } from "../waiting.ts";

/**
 * Our durable Lambda service in a process of its own, driven over HTTP. A synchronous Invoke starts the execution, and
 * its answer is the result as read back from the database.
 */
const openWith =
  (createCaller: (endpoint: string) => Caller): OpenEngine =>
  async ({ databaseUrl }) => {
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
    const caller = createCaller(url);

    return {
      processIds: [service.pid ?? 0],
      start: (run) => {
        const id = waiting.ask(run);
        return {
          waiting: id.then(() => undefined),
          done: caller.invoke(run, JSON.stringify({ run })).then((text) => JSON.parse(text) as string),
          decide: async (decision) => caller.succeed(await id, decision),
        };
      },
      close: async () => {
        caller.close();
        service.disconnect();
        await once(service, "exit");
      },
    };
  };

export const openByAwsClient = openWith(createAwsCaller);
export const openByHttp = openWith(createHttpCaller);
