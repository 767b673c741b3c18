import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { InvokeCommand } from "@aws-sdk/client-lambda";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../../support/postgres/database.ts";
import { openModuleFolder } from "./support/module-folder.ts";
import { createCaller, untilEnded } from "./support/service.ts";

const program = fileURLToPath(new URL("../../../infra/local/lambda/main.ts", import.meta.url));
const flow = `
  import { withDurableExecution } from "@aws/durable-execution-sdk-js";
  export const flow = withDurableExecution(async (event: unknown, context) => {
    await context.wait("pause", { hours: 1 });
    console.log("rested", event);
    return "rested";
  });
`;

let folder: Awaited<ReturnType<typeof openModuleFolder>>;
let database: Awaited<ReturnType<typeof openDatabase>>;
const running: ChildProcess[] = [];

beforeEach(async () => {
  folder = await openModuleFolder();
  database = await openDatabase();
  await folder.write("functions.ts", flow);
});

afterEach(async () => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
  await database.drop();
  await folder.remove();
});

const run = (args: readonly string[]) => {
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  running.push(child);
  const said = { out: "", error: "" };
  child.stdout.on("data", (chunk) => (said.out += String(chunk)));
  child.stderr.on("data", (chunk) => (said.error += String(chunk)));
  const exited = once(child, "exit").then(([code]) => code as number | null);
  return { child, said, exited };
};

const runReady = async (args: readonly string[]) => {
  const started = run(["--functions", folder.path, "--database-url", database.adminUrl, ...args]);
  await expect.poll(() => started.said.out, { timeout: 20_000 }).toMatch(/^ready http:/m);
  const [, url = ""] = /^ready (\S+)$/m.exec(started.said.out) ?? [];
  return { ...started, client: createCaller(url) };
};

const start = async (client: ReturnType<typeof createCaller>): Promise<string> => {
  const command = new InvokeCommand({
    FunctionName: "flow:live",
    InvocationType: "Event",
    Payload: '{"n":1}',
  });
  return (await client.send(command)).DurableExecutionArn ?? "";
};

/** A subscriber that refuses the first event once. */
const openSubscriber = async () => {
  const taken: Record<string, unknown>[] = [];
  let refused = 0;
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => (text += String(chunk)));
    request.on("end", () => {
      if (refused === 0) {
        refused += 1;
        response.writeHead(503).end();
        return;
      }
      taken.push(JSON.parse(text) as Record<string, unknown>);
      response.writeHead(204).end();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { taken, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events` };
};

test("timers run faster, each event is a line, and a subscriber is told of each change of status", async () => {
  const subscriber = await openSubscriber();
  const { client, said, child, exited } = await runReady([
    "--time-scale",
    "3600",
    "--events-url",
    subscriber.url,
  ]);
  const arn = await start(client);
  expect(await untilEnded(client, arn)).toMatchObject({ Status: "SUCCEEDED", Result: '"rested"' });
  expect(said.error).toMatch(/^\d\d:\d\d:\d\d\.\d{3} {2}flow:1 \S+ {2}ExecutionStarted {2}{"n":1}$/m);
  expect(said.error).toMatch(/WaitStarted "pause" {2}3600 s$/m);
  expect(said.error).toMatch(/ExecutionSucceeded {2}"rested"$/m);
  const logged = said.out.split("\n").find((line) => line.includes('"rested'));
  expect(JSON.parse(logged ?? "")).toMatchObject({ executionArn: arn, functionName: "flow", level: "INFO" });
  await expect.poll(() => subscriber.taken.length, { timeout: 5_000 }).toBe(2);
  const details = subscriber.taken.map(
    ({ detail }) => detail as { status: string; durableExecutionArn: string },
  );
  expect(details.map(({ status }) => status).toSorted()).toEqual(["RUNNING", "SUCCEEDED"]);
  expect(subscriber.taken[0]).toMatchObject({
    source: "aws.lambda",
    "detail-type": "Durable Execution Status Change",
    resources: [arn],
  });
  child.kill("SIGTERM");
  expect(await exited).toBe(0);
  subscriber.server.close();
  client.destroy();
});

test("a change of the module is published while watching", async () => {
  const { client, said } = await runReady(["--watch", "--quiet"]);
  await folder.write("functions.ts", flow.replaceAll("rested", "changed"));
  await expect.poll(() => said.error, { timeout: 10_000 }).toContain("published version 2");
  expect(await start(client)).toContain(":flow:2/");
  await folder.write("functions.ts", "export const flow = ;");
  await expect.poll(() => said.error, { timeout: 10_000 }).toContain("not published:");
  expect(await start(client)).toContain(":flow:2/");
  client.destroy();
});

test.each([
  [[], "usage: npm run lambda -- --functions <module.ts>"],
  [["--functions", "f.ts", "--port", "http"], '--port is "http": it must be a number from 0 to 65535.'],
  [["--functions", "f.ts", "--time-scale", "0.5"], '--time-scale is "0.5"'],
  [["--functions", "f.ts", "--events-url", "nowhere"], '--events-url is "nowhere"'],
  [["--function", "f.ts"], "Unknown option '--function'"],
])("%j is refused with what to do", async (args, message) => {
  const { said, exited } = run(args);
  expect(await exited).toBe(1);
  expect(said.error).toContain(message);
});
