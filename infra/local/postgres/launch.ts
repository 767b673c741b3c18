import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import type { Cluster } from "./initialize.ts";
import type { RunAs } from "./run-as.ts";

const host = "127.0.0.1";
const readyTimeoutMilliseconds = 60_000;
const pollMilliseconds = 20;
const connectTimeoutSeconds = 2;
const logTailCharacters = 600;

export type LaunchOptions = {
  readonly cluster: Cluster;
  readonly binaries: string;
  readonly runAs: RunAs;
  readonly port: number;
  /** False gives up durability for speed; for tests alone. */
  readonly durable: boolean;
};

const settings = (port: number, durable: boolean): string[] =>
  [
    `port=${port}`,
    `listen_addresses=${host}`,
    "unix_socket_directories=",
    "max_connections=200",
    "shared_buffers=128MB",
    "max_wal_size=1GB",
    "timezone=UTC",
    "log_timezone=UTC",
    "jit=off",
    ...(durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]),
  ].flatMap((setting) => ["-c", setting]);

export const adminUrl = ({ password }: Cluster, port: number): string =>
  `postgres://postgres:${password}@${host}:${port}/postgres`;

const answers = async (url: string): Promise<boolean> => {
  const client = postgres(url, {
    max: 1,
    connect_timeout: connectTimeoutSeconds,
    fetch_types: false,
    onnotice: () => {},
  });
  try {
    await client`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await client.end({ timeout: 1 }).catch(() => {});
  }
};

/** Why a start failed, in the server's own last words. */
export class LaunchFailure extends Error {
  readonly logTail: string;

  constructor(logTail: string) {
    super(`Postgres did not start. Its last words: ${logTail.trim() || "(none)"}`);
    this.name = "LaunchFailure";
    this.logTail = logTail;
  }
}

const awaitReady = async (child: ChildProcess, url: string, log: string): Promise<void> => {
  const deadline = performance.now() + readyTimeoutMilliseconds;
  while (performance.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new LaunchFailure((await readFile(log, "utf8")).slice(-logTailCharacters));
    }
    if (await answers(url)) {
      return;
    }
    await sleep(pollMilliseconds);
  }
  child.kill("SIGQUIT");
  throw new LaunchFailure(`no answer within ${readyTimeoutMilliseconds} ms`);
};

/**
 * Starts the server and waits until it answers. Must run on the main thread: the death signal comes when the
 * thread dies that started the process. Throws `LaunchFailure`.
 */
export const launch = async ({
  cluster,
  binaries,
  runAs,
  port,
  durable,
}: LaunchOptions): Promise<ChildProcess> => {
  const { data, log } = cluster;
  await writeFile(log, "");
  await chmod(log, 0o600);
  await runAs.own(log);
  const output = openSync(log, "a");
  const server = join(binaries, "bin", "postgres");
  const [program, ...rest] = [...runAs.prefix, server, "-D", data, ...settings(port, durable)];
  const child = spawn(program as string, rest, { cwd: data, stdio: ["ignore", output, output] });
  closeSync(output);
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", reject);
  });
  await awaitReady(child, adminUrl(cluster, port), log);
  return child;
};
