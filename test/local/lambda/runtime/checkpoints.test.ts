import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fault, FaultError } from "../../../../infra/local/lambda/protocol/fault.ts";
import { createCountingService, durableEvent, openRuntime } from "./support/open-runtime.ts";

let runtime: Awaited<ReturnType<typeof openRuntime>>;

beforeAll(async () => {
  runtime = await openRuntime("functions");
});
afterAll(() => runtime.close());

test("a durable function checkpoints by message, each time with the token of the last answer", async () => {
  const outcome = await runtime.call("plainlyDurable", durableEvent({ name: "Ada" }));
  expect(outcome).toEqual({ kind: "answered", output: { Status: "SUCCEEDED", Result: '"hello Ada!"' } });
  expect(runtime.requests.map((request) => request.CheckpointToken)).toEqual(["token-0", "token-1"]);
  expect(
    runtime.requests.flatMap(({ Updates = [] }) => Updates).map(({ Action, Name }) => [Action, Name]),
  ).toEqual([
    ["START", "first"],
    ["SUCCEED", "first"],
    ["START", "second"],
    ["SUCCEED", "second"],
  ]);
  for (const request of runtime.requests) expect(request.ClientToken).toMatch(/^[0-9a-f-]{36}$/);
});

test("a handler with a client of its own checkpoints by message too", async () => {
  const outcome = await runtime.call("durableByWrapper", durableEvent({}));
  expect(outcome).toEqual({ kind: "answered", output: { Status: "SUCCEEDED", Result: '"done"' } });
});

test("a stale token arrives as over HTTP: SDK 2.4.0 fails the execution", async () => {
  const outcome = await runtime.call("plainlyDurable", durableEvent({ name: "Ada" }, "stale"));
  expect(outcome).toMatchObject({
    output: {
      Status: "FAILED",
      Error: { ErrorMessage: expect.stringContaining("Invalid checkpoint token") },
    },
  });
});

test("a stale token arrives as over HTTP: the wrapper ends only the invocation", async () => {
  const outcome = await runtime.call("durableByWrapper", durableEvent({}, "stale"));
  expect(outcome).toMatchObject({
    kind: "crashed",
    error: { ErrorMessage: expect.stringContaining("Invalid checkpoint token") },
  });
});

test("what the service fails to serve is asked again with the same client token", async () => {
  const counting = createCountingService();
  const clientTokens: (string | undefined)[] = [];
  const failing = await openRuntime("functions", {
    service: {
      ...counting.service,
      checkpoint: async (request) => {
        clientTokens.push(request.ClientToken);
        if (clientTokens.length === 1) throw new FaultError(fault("TooManyRequestsException", 429, "Slow."));
        if (clientTokens.length === 2) throw new Error("the database is away");
        return counting.service.checkpoint(request);
      },
    },
  });
  expect(await failing.call("durableByWrapper", durableEvent({}))).toMatchObject({
    output: { Status: "SUCCEEDED" },
  });
  expect(new Set(clientTokens.slice(0, 3)).size).toBe(1);
  expect(failing.troubles).toEqual([new Error("the database is away")]);
  await failing.close();
});

test("state that does not fit in the event is read by message", async () => {
  const pages: string[] = [];
  const counting = createCountingService();
  const paging = await openRuntime("functions", {
    service: {
      ...counting.service,
      getState: async (request) => {
        pages.push(request.Marker ?? "");
        return { Operations: [], NextMarker: pages.length === 1 ? "page-3" : "" };
      },
    },
  });
  const event = durableEvent({ name: "Ada" });
  const paged = { ...event, InitialExecutionState: { ...event.InitialExecutionState, NextMarker: "page-2" } };
  expect(await paging.call("plainlyDurable", paged)).toMatchObject({ output: { Status: "SUCCEEDED" } });
  expect(pages).toEqual(["page-2", "page-3"]);
  await paging.close();
});

test("by HTTP the same function asks the endpoint of its environment", async () => {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? "");
    request.resume();
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ CheckpointToken: "next", NewExecutionState: { Operations: [] } }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const environment = { AWS_ENDPOINT_URL_LAMBDA: endpoint };
  const overHttp = await openRuntime("functions", { checkpointsBy: "http", environment });
  expect(await overHttp.call("durableByWrapper", durableEvent({}))).toMatchObject({
    output: { Status: "SUCCEEDED" },
  });
  expect(paths).not.toEqual([]);
  expect(overHttp.requests).toEqual([]);
  await overHttp.close();
  server.close();
  server.closeAllConnections();
});
