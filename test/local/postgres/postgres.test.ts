import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Postgres, startPostgres } from "../../../infra/local/postgres/index.ts";
import { eventually } from "../../support/one-order.ts";

const hostProgram = new URL("support/host.ts", import.meta.url).pathname;

let folder: string;
let running: Postgres[];
let hosts: ChildProcess[];

beforeEach(async () => {
  // Mode 700, as home folders are: only its owner may enter.
  folder = await mkdtemp(join(tmpdir(), "countersign-postgres-"));
  running = [];
  hosts = [];
});

afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
  await Promise.all(
    hosts.map(async (host) => {
      if (host.exitCode === null && host.signalCode === null) {
        host.kill("SIGINT");
        await once(host, "exit");
      }
    }),
  );
  await eventually("nothing left behind", () =>
    rm(folder, { recursive: true, force: true }).then(
      () => true,
      () => null,
    ),
  );
});

type Options = Omit<Parameters<typeof startPostgres>[0], "directory" | "durable">;

const start = async (options: Options = {}): Promise<Postgres> => {
  const server = await startPostgres({ directory: join(folder, "postgres"), durable: true, ...options });
  running.push(server);
  return server;
};

const stop = async (server: Postgres): Promise<void> => {
  running = running.filter((other) => other !== server);
  await server.stop();
};

/** Starts a Postgres whose Node process is another one; answers its URL. */
const host = async (
  directory: string,
  cwd: string,
): Promise<{ readonly process: ChildProcess; readonly url: string }> => {
  const child = spawn(process.execPath, [hostProgram, directory], {
    cwd,
    stdio: ["ignore", "pipe", "inherit"],
  });
  hosts.push(child);
  const [url] = (await once(createInterface(child.stdout), "line")) as [string];
  return { process: child, url };
};

const ask = async <Row extends object>(url: string, text: string): Promise<Row[]> => {
  const client = postgres(url, { max: 1, connect_timeout: 5, fetch_types: false, onnotice: () => {} });
  try {
    return [...(await client.unsafe<Row[]>(text))];
  } finally {
    await client.end({ timeout: 1 });
  }
};

const keep = (url: string) => ask(url, "create table kept (word text); insert into kept values ('grün')");
const kept = (url: string) => ask<{ word: string }>(url, "select word from kept");

test("a second start finds what the first one kept, in UTF-8 whatever the environment says", async () => {
  const first = await start();
  await keep(first.url);
  await stop(first);

  const second = await start();
  expect(await kept(second.url)).toEqual([{ word: "grün" }]);
  expect(await ask(second.url, "show server_encoding")).toEqual([{ server_encoding: "UTF8" }]);
  expect(await ask(second.url, "select length('grün') as characters")).toEqual([{ characters: 4 }]);
});

test("nobody gets in without the password, and nobody from outside", async () => {
  const server = await start();
  const stranger = new URL(server.url);
  stranger.password = "guessed";
  await expect(ask(stranger.toString(), "select 1")).rejects.toMatchObject({ code: "28P01" });
  expect(await ask(server.url, "show listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
});

test("a relative folder is meant as seen from where Node runs", async () => {
  await mkdir(join(folder, "project"), { mode: 0o700 });
  const { url } = await host("home/postgres", join(folder, "project"));
  expect(await ask(url, "show data_directory")).toEqual([
    { data_directory: join(folder, "project/home/postgres/data") },
  ]);
});

test("it dies when its Node is killed, and starts again on the same files", async () => {
  const first = await host(join(folder, "postgres"), folder);
  await keep(first.url);
  first.process.kill("SIGKILL");
  await eventually("the server to be gone", () =>
    ask(first.url, "select 1").then(
      () => null,
      () => true,
    ),
  );

  const second = await start();
  expect(await kept(second.url)).toEqual([{ word: "grün" }]);
});

test("after a crash of its own it comes back on the same port", async () => {
  const reports: string[] = [];
  const server = await start({ report: (line) => reports.push(line) });
  await keep(server.url);
  await server.crash();
  expect(await kept(server.url)).toEqual([{ word: "grün" }]);
  expect(reports).toContain("Postgres ended and is started again");
});

test("a second server on the same files is refused, and the first one goes on", async () => {
  const first = await start();
  await keep(first.url);
  await expect(start()).rejects.toThrow(/Another Postgres is using .*choose another COUNTERSIGN_HOME/);
  expect(await kept(first.url)).toEqual([{ word: "grün" }]);
});

test.runIf(process.getuid?.() === 0)(
  "where user namespaces are forbidden it runs as another user, says so, and the files may change hands",
  async () => {
    const reports: string[] = [];
    const report = (line: string) => reports.push(line);
    const fallback = await start({ allowUserNamespaces: false, report });
    await keep(fallback.url);
    expect(reports).toEqual([expect.stringContaining("user namespaces are forbidden here")]);
    await stop(fallback);

    const usual = await start();
    expect(await kept(usual.url)).toEqual([{ word: "grün" }]);
    await stop(usual);

    const again = await start({ allowUserNamespaces: false });
    expect(await kept(again.url)).toEqual([{ word: "grün" }]);
    await again.crash();
    expect(await kept(again.url)).toEqual([{ word: "grün" }]);
  },
);
