import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHttpSender } from "../../../services/adapters/http-sender.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { openTaskCase } from "./case.ts";

/** Larger than any answer may be. */
const oversizeBytes = 257 * 1024;

let server: Server;
let base: string;
let trusting: TestRuntime;
const seen: string[] = [];
beforeAll(async () => {
  server = createServer(({ url = "" }, response) => {
    seen.push(url);
    if (url === "/redirect") response.writeHead(307, { location: "/elsewhere" }).end();
    else if (url === "/large") response.end("x".repeat(oversizeBytes));
    else if (url !== "/silent") response.end('{"outcome":"completed"}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  trusting = await openRuntime({
    settings: { allowLoopbackTargets: true },
    ports: { http: createHttpSender({ allowLoopback: true }) },
  });
});
afterAll(async () => {
  await trusting.close();
  server.closeAllConnections();
  server.close();
});

const perform = async (path: string, runtime = trusting.runtime) => {
  seen.length = 0;
  const integration = { tasks: ["payment.*"], url: `${base}${path}`, timeoutSeconds: 1 };
  const one = await openTaskCase(runtime, integration);
  const delivered = await one.deliver();
  return { delivered, call: (await one.read()).calls[0] };
};

test("a redirect is a failure and is not followed", async () => {
  const { delivered, call } = await perform("/redirect");
  expect(delivered).not.toBe("done");
  expect(call).toMatchObject({
    httpStatus: 307,
    outcome: "failed",
    message: expect.stringContaining("redirect"),
  });
  expect(seen).toEqual(["/redirect"]);
});

test("an answer over 256 KiB is a failure", async () => {
  const { call } = await perform("/large");
  expect(call).toMatchObject({
    httpStatus: null,
    outcome: "failed",
    message: expect.stringContaining("larger"),
  });
});

test("a system that does not answer within the integration's timeout is a failure of that length", async () => {
  const { call } = await perform("/silent");
  expect(call).toMatchObject({ httpStatus: null, outcome: "failed" });
  expect(call?.milliseconds).toBeGreaterThanOrEqual(900);
  expect(call?.milliseconds).toBeLessThan(5_000);
});

test("a private address is not called, even where an integration names it", async () => {
  const careful = {
    ...trusting.runtime,
    ports: { ...trusting.runtime.ports, http: createHttpSender({ allowLoopback: false }) },
  };
  const { call } = await perform("/tasks", careful);
  expect(call).toMatchObject({
    httpStatus: null,
    outcome: "failed",
    message: expect.stringContaining("not on the public internet"),
  });
  expect(seen).toEqual([]);
});

test("an answer in time completes the task", async () => {
  expect(await perform("/tasks")).toMatchObject({ delivered: "done", call: { outcome: "completed" } });
});
