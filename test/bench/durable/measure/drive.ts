import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { FromDriver, Measure, Measured } from "../driver-messages.ts";
import type { EngineOptions } from "../engine.ts";

export type Driver = {
  /** The driver's, and those of the engine beside it. */
  readonly processIds: readonly [number, ...number[]];
  readonly measure: (asked: Measure) => Promise<Measured>;
  readonly close: () => Promise<void>;
};

const driver = new URL("../driver.ts", import.meta.url);
/** DBOS calls its database client in a way that the client warns of; the table should be all that is to be read. */
const nodeOptions = ["--disable-warning=DeprecationWarning"];

/** Opens an engine in a driver process of its own. Rejects with the reason when it does not come up. */
export const startDriver = async (name: string, options: EngineOptions): Promise<Driver> => {
  const child = fork(driver, [name, options.databaseUrl, options.folder], { execArgv: nodeOptions });
  const ready = await nextMessage(child);
  if (!("ready" in ready)) {
    child.disconnect();
    throw new Error("The driver spoke out of turn.");
  }
  return {
    processIds: [child.pid ?? 0, ...ready.processIds],
    measure: async (asked) => {
      child.send(asked);
      const measured = await nextMessage(child);
      if ("trips" in measured) return measured;
      throw new Error("The driver spoke out of turn.");
    },
    close: async () => {
      if (child.exitCode !== null) return;
      const gone = once(child, "exit");
      if (child.connected) child.disconnect();
      await gone;
    },
  };
};

const nextMessage = async (
  child: ChildProcess,
): Promise<Exclude<FromDriver, { readonly failure: string }>> => {
  const ended = new AbortController();
  const exit = once(child, "exit", { signal: ended.signal }).then(() => {
    throw new Error("The driver has ended.");
  });
  try {
    const [message] = (await Promise.race([once(child, "message", { signal: ended.signal }), exit])) as [
      FromDriver,
    ];
    if ("failure" in message) throw new Error(message.failure);
    return message;
  } finally {
    exit.catch(() => undefined);
    ended.abort();
  }
};
