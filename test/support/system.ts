import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Ready } from "../../infra/local/system.ts";

const startPatienceMilliseconds = 60_000;
const pollMilliseconds = 50;
const root = new URL("../..", import.meta.url).pathname;

export type SystemProcess = {
  readonly home: string;
  /** As ready.json says since the last start. */
  readonly ready: () => Ready;
  readonly start: () => Promise<Ready>;
  /** The hard way: no goodbye to anybody. */
  readonly kill: () => Promise<void>;
  /** As Ctrl-C does. */
  readonly interrupt: () => Promise<number | null>;
  /** Stops it and removes its home. */
  readonly dispose: () => Promise<void>;
  readonly output: () => string;
};

const readReady = async (home: string, pid: number | undefined): Promise<Ready | null> => {
  try {
    const ready = JSON.parse(await readFile(join(home, "ready.json"), "utf8")) as Ready;
    return ready.pid === pid ? ready : null;
  } catch {
    return null;
  }
};

/** The whole system as `npm start` runs it, in a process and a home of its own, on a free port. */
export const createSystem = async (environment: Record<string, string> = {}): Promise<SystemProcess> => {
  const home = await mkdtemp(join(tmpdir(), "countersign-system-"));
  let child: ChildProcess | undefined;
  let ready: Ready | undefined;
  let output = "";
  let port = "0";

  const start = async (): Promise<Ready> => {
    const started = spawn(process.execPath, ["infra/local/start.ts"], {
      cwd: root,
      env: { ...process.env, PORT: port, COUNTERSIGN_HOME: home, LOG_LEVEL: "error", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = started;
    for (const stream of [started.stdout, started.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output = `${output}${chunk.toString("utf8")}`.slice(-20_000);
      });
    }
    for (let waited = 0; waited < startPatienceMilliseconds; waited += pollMilliseconds) {
      const found = await readReady(home, started.pid);
      if (found !== null) {
        ready = found;
        // The same port after a restart, so that mailed links still lead here.
        port = new URL(found.baseUrl).port;
        return found;
      }
      if (started.exitCode !== null) {
        break;
      }
      await sleep(pollMilliseconds);
    }
    throw new Error(`the system did not start:\n${output}`);
  };

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) {
      return null;
    }
    const gone = once(child, "exit");
    child.kill(signal);
    const [code] = (await gone) as [number | null];
    return code;
  };

  return {
    home,
    ready: () => {
      if (ready === undefined) {
        throw new Error("the system was not started");
      }
      return ready;
    },
    start,
    kill: async () => {
      await end("SIGKILL");
    },
    interrupt: () => end("SIGINT"),
    dispose: async () => {
      await end("SIGINT");
      await rm(home, { recursive: true, force: true });
    },
    output: () => output,
  };
};
