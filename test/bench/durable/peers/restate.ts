import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "@restatedev/restate-sdk-clients";
import type { OpenEngine } from "../engine.ts";
import { listenForNotices } from "../notices.ts";
import { createWaiting } from "../waiting.ts";

const readyMs = 60_000;
const lookAgainMs = 200;

type BenchService = {
  readonly roundTrip: (context: unknown, run: string) => Promise<string>;
};

/**
 * Restate: its server and the functions each in a process of their own, driven over HTTP by its client. It keeps its
 * state in files of its own (RocksDB, with fsync), not in Postgres.
 */
export const openEngine: OpenEngine = async ({ folder }) => {
  const waiting = createWaiting();
  const notices = await listenForNotices(waiting.tell);
  const [ingressPort, adminPort, nodePort, servicePort] = await freePorts(4);
  const server = spawn(serverBinary(), ["--no-logo", "--base-dir", folder], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      RESTATE_LISTEN_MODE: "tcp",
      RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingressPort}`,
      RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${adminPort}`,
      RESTATE_BIND_ADDRESS: `127.0.0.1:${nodePort}`,
      RUST_LOG: "error,octocrab=off",
      DO_NOT_TRACK: "1",
      RESTATE_DISABLE_TELEMETRY: "true",
    },
  });
  const service = fork(
    new URL("restate-service.ts", import.meta.url),
    [String(servicePort), String(notices.port)],
    {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      execArgv: [],
      env: { ...process.env, RESTATE_LOGGING: "ERROR" },
    },
  );
  process.once("exit", () => server.kill("SIGKILL"));
  await once(service, "message");
  await register(`http://127.0.0.1:${adminPort}/deployments`, `http://127.0.0.1:${servicePort}`);
  const client = connect({ url: `http://127.0.0.1:${ingressPort}` });
  const bench = client.serviceClient<BenchService>({ name: "bench" });

  return {
    processIds: [server.pid ?? 0, service.pid ?? 0],
    start: (run) => {
      const id = waiting.ask(run);
      return {
        waiting: id.then(() => undefined),
        done: Promise.resolve(bench.roundTrip(run)),
        decide: async (decision) => {
          await client.resolveAwakeable(await id, decision);
        },
      };
    },
    close: async () => {
      service.disconnect();
      await stop(server);
    },
  };
};

/** Its starter script would stand between the server and the signal that ends it. */
const serverBinary = (): string => {
  const architecture = process.arch === "x64" ? "x64" : "arm64";
  return createRequire(import.meta.url).resolve(
    `@restatedev/restate-server-${process.platform}-${architecture}/bin/restate-server`,
  );
};

const freePorts = (count: number): Promise<readonly number[]> =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const probe = createServer().listen(0, "127.0.0.1");
      await once(probe, "listening");
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      await sleep(1);
      probe.close();
      return port;
    }),
  );

const register = async (url: string, uri: string): Promise<void> => {
  const deadline = performance.now() + readyMs;
  for (;;) {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ uri }),
    }).catch(() => undefined);
    if (response?.ok === true) return;
    if (performance.now() > deadline) {
      throw new Error(`Restate did not come up: ${response?.status} ${await response?.text()}`);
    }
    await sleep(lookAgainMs);
  }
};

const stop = async (server: ChildProcess): Promise<void> => {
  if (server.exitCode !== null) return;
  const gone = once(server, "exit");
  server.kill("SIGKILL");
  await gone;
};
