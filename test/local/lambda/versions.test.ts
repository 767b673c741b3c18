import {
  GetDurableExecutionHistoryCommand,
  InvokeCommand,
  SendDurableExecutionCallbackSuccessCommand,
} from "@aws-sdk/client-lambda";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startLambda } from "../../../infra/local/lambda/index.ts";
import { openDatabase } from "../../support/postgres/database.ts";
import { openModuleFolder } from "./support/module-folder.ts";
import { createCaller, untilEnded } from "./support/service.ts";

const flow = `
  import { withDurableExecution } from "@aws/durable-execution-sdk-js";
  import { answer } from "./answer.ts";
  export const flow = withDurableExecution(async (_: unknown, context) => {
    const [result] = await context.createCallback<string>("approval");
    await result;
    return answer;
  });
  export const plain = async () => answer;
`;

let folder: Awaited<ReturnType<typeof openModuleFolder>>;
let database: Awaited<ReturnType<typeof openDatabase>>;

beforeEach(async () => {
  folder = await openModuleFolder();
  database = await openDatabase();
  await folder.write("functions.ts", flow);
  await folder.write("answer.ts", 'export const answer = "one";');
});

afterEach(async () => {
  await database.drop();
  await folder.remove();
});

const open = async () => {
  const lambda = await startLambda({
    databaseUrl: database.adminUrl,
    module: { path: folder.path, threads: 1 },
  });
  const client = createCaller(lambda.url);
  const invoke = (FunctionName: string, InvocationType: "Event" | "RequestResponse") =>
    client.send(new InvokeCommand({ FunctionName, InvocationType }));
  return {
    lambda,
    start: async (qualified: string) => (await invoke(qualified, "Event")).DurableExecutionArn ?? "",
    call: async (name: string) =>
      Buffer.from((await invoke(name, "RequestResponse")).Payload ?? []).toString(),
    /** Answers the callback of an execution and tells how it ends. */
    finish: async (arn: string) => {
      const history = new GetDurableExecutionHistoryCommand({ DurableExecutionArn: arn });
      const callbackId = async () =>
        ((await client.send(history)).Events ?? []).find(({ EventType }) => EventType === "CallbackStarted")
          ?.CallbackStartedDetails?.CallbackId;
      await expect.poll(callbackId, { timeout: 10_000 }).toBeDefined();
      const CallbackId = await callbackId();
      await client.send(new SendDurableExecutionCallbackSuccessCommand({ CallbackId, Result: '"go"' }));
      return (await untilEnded(client, arn)).Result;
    },
    close: async () => {
      client.destroy();
      await lambda.close();
    },
  };
};

test("what has changed is a new version, and running executions stay on theirs", async () => {
  const service = await open();
  expect(service.lambda.published.version).toBe("1");
  const names = service.lambda.published.files.map((file) => file.split("/").at(-1));
  expect(new Set(names)).toEqual(new Set(["answer.ts", "functions.ts"]));
  const first = await service.start("flow:live");
  const onLatest = await service.start("flow:$LATEST");
  await folder.write("answer.ts", 'export const answer = "two";');
  expect((await service.lambda.publish()).version).toBe("2");
  expect((await service.lambda.publish()).version).toBe("2");
  const second = await service.start("flow:live");
  const pinned = await service.start("flow:1");
  expect(first).toContain(":flow:1/");
  expect(second).toContain(":flow:2/");
  expect(await service.finish(first)).toBe('"one"');
  expect(await service.finish(pinned)).toBe('"one"');
  expect(await service.finish(second)).toBe('"two"');
  expect(await service.finish(onLatest)).toBe('"two"');
  expect([await service.call("plain"), await service.call("plain:1")]).toEqual(['"two"', '"one"']);
  await service.close();
});

test("an execution stays on its version over restarts, though its files have changed", async () => {
  const before = await open();
  const parked = await before.start("flow:live");
  await before.close();
  await folder.write("functions.ts", flow.replace("return answer", 'return "changed " + answer'));
  const after = await open();
  expect(after.lambda.published.version).toBe("2");
  expect(await after.finish(parked)).toBe('"one"');
  expect(await after.finish(await after.start("flow:live"))).toBe('"changed one"');
  await after.close();
  const again = await open();
  expect(again.lambda.published.version).toBe("2");
  await again.close();
});

test("a module that cannot be loaded is not published, and the version before it goes on", async () => {
  const service = await open();
  await folder.write("functions.ts", "export const flow = ;");
  await expect(service.lambda.publish()).rejects.toThrow(/Expression expected|Unexpected token/);
  expect(await service.finish(await service.start("flow:live"))).toBe('"one"');
  await service.close();
});
