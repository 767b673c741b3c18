import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { initialize } from "./initialize.ts";
import { adminUrl, launch, LaunchFailure, type LaunchOptions } from "./launch.ts";
import { locateBinaries } from "./locate-binaries.ts";
import { chooseRunAs } from "./run-as.ts";

export type PostgresOptions = {
  /** Holds the files of one server; made when it is not there. */
  readonly directory: string;
  /** False gives up durability for speed; for tests alone. */
  readonly durable: boolean;
  /** Told of restarts and of the fallback. */
  readonly report?: ((line: string) => void) | undefined;
  readonly allowUserNamespaces?: boolean | undefined;
};

export type Postgres = {
  /** The superuser's URL of the database "postgres". */
  readonly url: string;
  readonly port: number;
  readonly stop: () => Promise<void>;
  /** Kills the server the hard way; it is started again on the same port. */
  readonly crash: () => Promise<void>;
};

const attemptsMax = 5;
/** A former server of the same files may still be shutting down, or its last processes be dying. */
const formerServer = /lock file "postmaster.pid" already exists|shared memory block/;
const formerServerPatienceMilliseconds = 8_000;
const pollMilliseconds = 100;
const portTaken = /could not bind|Address already in use/;
const restartsMax = 5;
const restartWindowMilliseconds = 60_000;
const restartPauseMilliseconds = 1_000;
const stopPatienceMilliseconds = 10_000;

const freePort = (): Promise<number> =>
  new Promise((found, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => found(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

/** Waits for a former server to be gone, and says so when it is not going. */
const launchPatiently = async (options: LaunchOptions): Promise<ChildProcess> => {
  const deadline = performance.now() + formerServerPatienceMilliseconds;
  for (;;) {
    try {
      return await launch(options);
    } catch (error) {
      if (!(error instanceof LaunchFailure) || !formerServer.test(error.logTail)) {
        throw error;
      }
      if (performance.now() > deadline) {
        throw new Error(
          `Another Postgres is using ${options.cluster.data}: stop the Countersign that runs there, or choose another COUNTERSIGN_HOME.`,
        );
      }
      await sleep(pollMilliseconds);
    }
  }
};

/** Another program may take the free port between the look and the start; then another one is looked for. */
const launchOnFreePort = async (
  options: Omit<LaunchOptions, "port">,
): Promise<{ child: ChildProcess; port: number }> => {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return { child: await launchPatiently({ ...options, port }), port };
    } catch (error) {
      const lostRace = error instanceof LaunchFailure && portTaken.test(error.logTail);
      if (!lostRace || attempt === attemptsMax) {
        throw error;
      }
    }
  }
};

/** Starts the server again, on the same port, whenever it ends without having been asked to. */
const supervise = (
  first: ChildProcess,
  restart: () => Promise<ChildProcess>,
  report: (line: string) => void,
) => {
  let child = first;
  let stopping = false;
  let restarts: number[] = [];
  let restarting: Promise<void> = Promise.resolve();

  const bringBack = async (): Promise<void> => {
    const now = performance.now();
    restarts = [...restarts.filter((at) => now - at < restartWindowMilliseconds), now];
    if (restarts.length > restartsMax) {
      report(`Postgres ended ${restarts.length} times within a minute; it is not started again`);
      return;
    }
    report("Postgres ended and is started again");
    try {
      child = await restart();
      watch();
    } catch (error) {
      report(`Postgres did not come back: ${(error as Error).message}`);
      await sleep(restartPauseMilliseconds);
      if (!stopping) {
        await bringBack();
      }
    }
  };
  const watch = (): void => {
    child.once("exit", () => {
      if (!stopping) {
        restarting = bringBack();
      }
    });
  };
  watch();
  return {
    current: () => child,
    settled: () => restarting,
    stop: async (): Promise<void> => {
      stopping = true;
      await restarting;
      if (child.exitCode !== null || child.signalCode !== null) {
        return;
      }
      const gone = once(child, "exit");
      child.kill("SIGINT");
      const patience = setTimeout(() => child.kill("SIGQUIT"), stopPatienceMilliseconds);
      await gone;
      clearTimeout(patience);
    },
  };
};

/**
 * Starts a real Postgres on files of its own: UTF-8, on a free port of the loopback, with a password, under
 * supervision. It ends with this process, however that ends.
 */
export const startPostgres = async (options: PostgresOptions): Promise<Postgres> => {
  const { durable, report = () => {}, allowUserNamespaces } = options;
  // initdb and Postgres start in folders of their own, where a relative path would lead elsewhere.
  const directory = resolve(options.directory);
  const binaries = await locateBinaries();
  const runAs = await chooseRunAs({ report, allowUserNamespaces });
  const cluster = await initialize(directory, binaries, runAs);
  const server = { cluster, binaries, runAs, durable };
  const { child, port } = await launchOnFreePort(server);
  const again = () => launchPatiently({ ...server, port });
  const supervisor = supervise(child, again, report);
  return {
    url: adminUrl(cluster, port),
    port,
    stop: supervisor.stop,
    crash: async () => {
      const victim = supervisor.current();
      const gone = once(victim, "exit");
      victim.kill("SIGKILL");
      await gone;
      await supervisor.settled();
    },
  };
};
