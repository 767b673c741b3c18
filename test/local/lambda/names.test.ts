import {
  DurableExecutionAlreadyStartedException,
  InvokeCommand,
  SendDurableExecutionCallbackSuccessCommand,
} from "@aws-sdk/client-lambda";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sweepRetained } from "../../../infra/local/lambda/store/schedule.ts";
import { openService } from "./support/service.ts";

// A name is given once (AWS Lambda Developer Guide, "Idempotency of durable executions"). Here it stays given when the
// execution is no longer kept: starting something twice is worse than not starting it again.
const callbacks = new Map<string, string>();
let service: Awaited<ReturnType<typeof openService>>;
let sql: postgres.Sql;
let runs = 0;

beforeAll(async () => {
  service = await openService((durable) => ({
    flow: {
      executionTimeoutSeconds: 900,
      handler: durable<{ key: string }, string>(async ({ key }, context) => {
        await context.step("count", async () => {
          runs += 1;
        });
        await context.waitForCallback("answer", async (id) => void callbacks.set(key, id));
        return `done ${key}`;
      }),
    },
  }));
  sql = postgres(service.database.adminUrl, { max: 1 });
});

afterAll(async () => {
  await sql.end();
  await service.close();
});

const invoke = (
  name: string,
  key: string,
  InvocationType: "Event" | "RequestResponse" = "Event",
  Qualifier = "live",
) =>
  service.client.send(
    new InvokeCommand({
      FunctionName: "flow",
      Qualifier,
      InvocationType,
      DurableExecutionName: name,
      Payload: JSON.stringify({ key }),
    }),
  );

const answer = async (key: string): Promise<void> => {
  await expect.poll(() => callbacks.get(key)).toBeDefined();
  const CallbackId = callbacks.get(key);
  await service.client.send(new SendDurableExecutionCallbackSuccessCommand({ CallbackId }));
};

const textOf = async (invoked: ReturnType<typeof invoke>): Promise<string> =>
  Buffer.from((await invoked).Payload ?? []).toString();

describe("a name whose execution runs", () => {
  test("means that execution for the same payload, and a synchronous call waits for its end", async () => {
    const first = await invoke("running-1", "a");
    expect((await invoke("running-1", "a")).DurableExecutionArn).toBe(first.DurableExecutionArn);
    const attached = textOf(invoke("running-1", "a", "RequestResponse"));
    await answer("a");
    expect(await attached).toBe('"done a"');
  });

  test("conflicts for another payload", async () => {
    const first = await invoke("running-2", "b");
    const refused = invoke("running-2", "c");
    await expect(refused).rejects.toBeInstanceOf(DurableExecutionAlreadyStartedException);
    await expect(refused).rejects.toMatchObject({
      message: `Execution already started: ${first.DurableExecutionArn}`,
      $metadata: { httpStatusCode: 409 },
    });
  });

  test("conflicts for the same payload on another version", async () => {
    await invoke("running-3", "d");
    await expect(invoke("running-3", "d", "Event", "$LATEST")).rejects.toBeInstanceOf(
      DurableExecutionAlreadyStartedException,
    );
  });
});

describe("a name whose execution has ended", () => {
  test("means its result for the same payload, and conflicts for another", async () => {
    const first = await invoke("closed-1", "e");
    await answer("e");
    await service.ended(first.DurableExecutionArn ?? "");
    const before = runs;
    expect((await invoke("closed-1", "e")).DurableExecutionArn).toBe(first.DurableExecutionArn);
    expect(await textOf(invoke("closed-1", "e", "RequestResponse"))).toBe('"done e"');
    await expect(invoke("closed-1", "f")).rejects.toBeInstanceOf(DurableExecutionAlreadyStartedException);
    expect(runs).toBe(before);
  });

  test("stays given after the retention: nothing is started again", async () => {
    const first = await invoke("swept-1", "g");
    await answer("g");
    await service.ended(first.DurableExecutionArn ?? "");
    await sweepRetained(sql as never, Date.now() + 15 * 24 * 60 * 60 * 1_000, 1_000);
    const before = runs;
    expect((await invoke("swept-1", "g")).DurableExecutionArn).toBe(first.DurableExecutionArn);
    await expect(invoke("swept-1", "h")).rejects.toBeInstanceOf(DurableExecutionAlreadyStartedException);
    await expect(service.ended(first.DurableExecutionArn ?? "")).rejects.toThrow(
      "Durable Execution does not exist",
    );
    expect(runs).toBe(before);
  });
});
