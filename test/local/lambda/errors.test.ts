import {
  CallbackTimeoutException,
  CheckpointDurableExecutionCommand,
  type CheckpointDurableExecutionCommandOutput,
  GetDurableExecutionCommand,
  GetDurableExecutionHistoryCommand,
  GetDurableExecutionStateCommand,
  InvokeCommand,
  ListDurableExecutionsByFunctionCommand,
  RequestTooLargeException,
  ResourceNotFoundException,
  SendDurableExecutionCallbackFailureCommand,
  SendDurableExecutionCallbackSuccessCommand,
  StopDurableExecutionCommand,
  TooManyRequestsException,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHeldFunction, type Held } from "./support/held-invocation.ts";
import { openService } from "./support/service.ts";

// The errors of the Lambda API by name, status and message, as AWS's own client sees them.
const held = createHeldFunction();
let service: Awaited<ReturnType<typeof openService>>;
let release: (value: string) => void = () => undefined;

beforeAll(async () => {
  service = await openService(
    () => ({
      hold: { handler: held.handler },
      year: { executionTimeoutSeconds: 31_622_400, handler: async () => ({ Status: "SUCCEEDED" }) },
      answers: {
        handler: async (event: never) => {
          const { InitialExecutionState } = event as {
            InitialExecutionState: { Operations: { ExecutionDetails: { InputPayload: string } }[] };
          };
          return JSON.parse(
            InitialExecutionState.Operations[0]?.ExecutionDetails.InputPayload ?? "null",
          ) as unknown;
        },
      },
      slow: {
        durable: false,
        handler: () =>
          new Promise((resolve) => {
            release = resolve;
          }),
      },
    }),
    { concurrencyMax: 1 },
  );
});

afterAll(() => service.close());

const begin = async (): Promise<Held> => {
  await service.start("hold");
  return held.next(() => service.client);
};

const callback = (Id: string) => ({ Id, Type: "CALLBACK", Action: "START" }) as const;

describe("InvalidParameterValueException, 400", () => {
  test("a request of the wrong shape, a bad token, marker, filter or callback is named", async () => {
    const invocation = await begin();
    const { arn } = invocation;
    const send = service.client.send.bind(service.client);
    const checkpoint = (input: object) =>
      send(
        new CheckpointDurableExecutionCommand({ DurableExecutionArn: arn, CheckpointToken: "x", ...input }),
      );
    const unknown = `${arn.slice(0, -4)}0000`;
    await expect(checkpoint({})).rejects.toThrow("Invalid checkpoint token");
    await expect(
      checkpoint({ DurableExecutionArn: unknown, CheckpointToken: invocation.token() }),
    ).rejects.toThrow("Invalid checkpoint token");
    const state = new GetDurableExecutionStateCommand({ DurableExecutionArn: unknown, CheckpointToken: "x" });
    await expect(send(state)).rejects.toThrow("Invalid checkpoint token");
    const other = await begin();
    await expect(checkpoint({ CheckpointToken: other.token() })).rejects.toThrow(
      "Checkpoint token is not valid for the durable execution ARN",
    );
    const history = new GetDurableExecutionHistoryCommand({ DurableExecutionArn: arn, Marker: "forged" });
    await expect(send(history)).rejects.toThrow("Invalid Marker");
    const list = { FunctionName: "hold", Statuses: ["RUNNING", "FAILED"] as const };
    await expect(
      send(new ListDurableExecutionsByFunctionCommand({ ...list, Statuses: [...list.Statuses] })),
    ).rejects.toThrow("Cannot filter by more than one status");
    await expect(
      send(new SendDurableExecutionCallbackSuccessCommand({ CallbackId: "AAAA" })),
    ).rejects.toThrow("Invalid callback id");
    for (const one of [invocation, other]) one.end({ Status: "SUCCEEDED" });
  });

  test("the ways in which a function cannot be invoked", async () => {
    const send = service.client.send.bind(service.client);
    await expect(send(new InvokeCommand({ FunctionName: "hold" }))).rejects.toThrow(
      "You cannot invoke a durable function using an unqualified ARN.",
    );
    await expect(send(new InvokeCommand({ FunctionName: "year:live" }))).rejects.toThrow(
      "You cannot synchronously invoke a durable function with an executionTimeout greater than 15 minutes.",
    );
    await expect(send(new InvokeCommand({ FunctionName: "hold:1", Qualifier: "2" }))).rejects.toThrow(
      "The derived qualifier from the function name does not match the specified qualifier.",
    );
  });

  test("the sizes of what a callback is answered with", async () => {
    const invocation = await begin();
    const { NewExecutionState } = (await invocation.checkpoint([
      callback("c"),
    ])) as CheckpointDurableExecutionCommandOutput;
    const CallbackId = NewExecutionState?.Operations?.[0]?.CallbackDetails?.CallbackId;
    const Result = "x".repeat(262_145);
    await expect(
      service.client.send(new SendDurableExecutionCallbackSuccessCommand({ CallbackId, Result })),
    ).rejects.toThrow("Callback result size must be less than or equal to 262144 bytes.");
    const failed = { CallbackId, Error: { ErrorMessage: "x".repeat(1_048_577) } };
    await expect(service.client.send(new SendDurableExecutionCallbackFailureCommand(failed))).rejects.toThrow(
      "Error object size must be less than or equal to 1048576 bytes.",
    );
    invocation.end({ Status: "SUCCEEDED" });
  });
});

describe("the other errors", () => {
  test("ValidationException, 400: what breaks a pattern or a range is named", async () => {
    const list = new ListDurableExecutionsByFunctionCommand({ FunctionName: "hold", MaxItems: 1_001 });
    await expect(service.client.send(list)).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringMatching(
        /^1 validation error detected: Value at 'maxItems' failed to satisfy constraint/,
      ),
      $metadata: { httpStatusCode: 400 },
    });
    const get = new GetDurableExecutionCommand({ DurableExecutionArn: "arn:aws:s3:::bucket" });
    await expect(service.client.send(get)).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining("'durableExecutionArn'"),
    });
    const named = new InvokeCommand({ FunctionName: "hold:1", DurableExecutionName: "x".repeat(65) });
    await expect(service.client.send(named)).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining("'durableExecutionName'"),
    });
  });

  test("CallbackTimeoutException, 400: the callback has been answered, or its execution has ended", async () => {
    const invocation = await begin();
    const { NewExecutionState } = (await invocation.checkpoint([
      callback("c"),
      callback("d"),
    ])) as CheckpointDurableExecutionCommandOutput;
    const [first, second] = (NewExecutionState?.Operations ?? []).map(
      ({ CallbackDetails }) => CallbackDetails?.CallbackId,
    );
    const answer = (CallbackId: string | undefined) =>
      service.client.send(new SendDurableExecutionCallbackSuccessCommand({ CallbackId }));
    await answer(first);
    await service.client.send(new StopDurableExecutionCommand({ DurableExecutionArn: invocation.arn }));
    for (const CallbackId of [first, second]) {
      const late = answer(CallbackId);
      await expect(late).rejects.toBeInstanceOf(CallbackTimeoutException);
      await expect(late).rejects.toMatchObject({
        message: "The callback is either timed out or already completed",
        $metadata: { httpStatusCode: 400 },
      });
    }
    invocation.end({ Status: "SUCCEEDED" });
  });

  test("ResourceNotFoundException, 404: there is no such execution or function", async () => {
    const DurableExecutionArn =
      "arn:aws:lambda:us-east-1:000000000000:function:hold:1/durable-execution/x/0190a7a5-0000-7000-8000-000000000000";
    for (const command of [
      new GetDurableExecutionCommand({ DurableExecutionArn }),
      new GetDurableExecutionHistoryCommand({ DurableExecutionArn }),
      new StopDurableExecutionCommand({ DurableExecutionArn }),
    ]) {
      const refused = service.client.send(command as GetDurableExecutionCommand);
      await expect(refused).rejects.toBeInstanceOf(ResourceNotFoundException);
      await expect(refused).rejects.toThrow("Durable Execution does not exist");
    }
    await expect(
      service.client.send(new InvokeCommand({ FunctionName: "missing", Qualifier: "live" })),
    ).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  test.each([
    ["RequestResponse", 6 * 1024 * 1024],
    ["Event", 1024 * 1024],
  ] as const)(
    "RequestTooLargeException, 413: a payload of %s has at most %i bytes",
    async (InvocationType, most) => {
      const Payload = Buffer.from(JSON.stringify("x".repeat(most)));
      const refused = service.client.send(
        new InvokeCommand({ FunctionName: "slow", InvocationType, Payload }),
      );
      await expect(refused).rejects.toBeInstanceOf(RequestTooLargeException);
      await expect(refused).rejects.toMatchObject({ $metadata: { httpStatusCode: 413 } });
    },
  );

  test("TooManyRequestsException, 429: as many invocations wait as may", async () => {
    const first = service.client.send(new InvokeCommand({ FunctionName: "slow" }));
    await expect.poll(() => String(release)).toContain("native code");
    const second = service.client.send(new InvokeCommand({ FunctionName: "slow" }), {});
    await expect(second).rejects.toBeInstanceOf(TooManyRequestsException);
    release("done");
    expect((await first).StatusCode).toBe(200);
  });
});

describe("what a function answers is validated", () => {
  test.each([
    [{ Status: "DONE" }, "Invalid Status in invocation output."],
    ["text", "Invalid Status in invocation output."],
    [null, "Invalid Status in invocation output."],
    [{ Status: "SUCCEEDED", Error: {} }, "Cannot provide an Error for SUCCEEDED status."],
    [{ Status: "FAILED", Result: "1" }, "Cannot provide a Result for FAILED status."],
    [{ Status: "PENDING", Result: "1" }, "Cannot provide a Result for PENDING status."],
    [{ Status: "PENDING" }, "Cannot return PENDING status with no pending operations."],
  ])("%j: %s", async (answer, ErrorMessage) => {
    const ended = await service.ended(await service.start("answers", answer));
    expect(ended).toMatchObject({
      Status: "FAILED",
      Error: { ErrorType: "InvalidParameterValueException", ErrorMessage },
    });
  });
});
