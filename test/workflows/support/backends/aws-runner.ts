import {
  type DurableExecutionClient,
  DurableExecutionInvocationInputWithClient,
  type DurableLambdaHandler,
} from "@aws/durable-execution-sdk-js";
import { LocalDurableTestRunner } from "@aws/durable-execution-sdk-js-testing";
import type { CallbackCompleter } from "../../../../services/ports.ts";
import type { Ended, MakeHandler, OpenBackend } from "./backend.ts";
import { watchInvocations, type InvocationWatch } from "./invocations.ts";

/** A timer of Node's holds 2^31 - 1 milliseconds; the runner sets a longer one, which then goes off at once. */
const timeoutSecondsMax = Math.floor((2 ** 31 - 1) / 1_000);

/** Shortens what the runner cannot wait for. Nothing here waits so long: time passes in the database. */
const withShortTimeouts = (client: DurableExecutionClient): DurableExecutionClient => ({
  ...client,
  getExecutionState: (parameters, logger) => client.getExecutionState(parameters, logger),
  checkpoint: (parameters, logger) =>
    client.checkpoint(
      {
        ...parameters,
        Updates: parameters.Updates?.map((update) =>
          update.CallbackOptions?.TimeoutSeconds === undefined
            ? update
            : {
                ...update,
                CallbackOptions: {
                  ...update.CallbackOptions,
                  TimeoutSeconds: Math.min(update.CallbackOptions.TimeoutSeconds, timeoutSecondsMax),
                },
              },
        ),
      },
      logger,
    ),
});

type Execution = { readonly runner: LocalDurableTestRunner<unknown>; readonly ended: Promise<Ended> };

const untouchable: DurableExecutionClient = {
  checkpoint: () => Promise.reject(new Error("the runner brings its own client with every event")),
  getExecutionState: () => Promise.reject(new Error("the runner brings its own client with every event")),
};

/** The runner hands its client over with each event, past the one that the handler was made with. */
const watched = (
  make: MakeHandler,
  watch: InvocationWatch,
  onExecution: (id: string) => void,
): DurableLambdaHandler => {
  const handler = make(untouchable);
  return watch.handler((event, context) => {
    onExecution(event.DurableExecutionArn);
    if (!DurableExecutionInvocationInputWithClient.isInstance(event)) {
      throw new Error("the runner's event brings no client");
    }
    const client = watch.client(withShortTimeouts(event.durableExecutionClient));
    return handler(new DurableExecutionInvocationInputWithClient(event, client), context);
  });
};

const run = async (runner: LocalDurableTestRunner<unknown>, payload: string): Promise<Ended> => {
  const told = await runner.run({ payload: JSON.parse(payload) as unknown });
  const status = told.getStatus() ?? "";
  const isGood = status === "SUCCEEDED";
  const result = isGood ? told.getResult() : undefined;
  return {
    status,
    result: result === undefined ? null : JSON.stringify(result),
    error: isGood ? null : (told.getError().errorMessage ?? null),
    events: told.getHistoryEvents(),
  };
};

const referenceOf = (callbackId: string): { readonly executionId: string; readonly operationId: string } =>
  JSON.parse(Buffer.from(callbackId, "base64").toString("utf8"));

const createCompleter = (byId: ReadonlyMap<string, Execution>): CallbackCompleter => ({
  complete: async (callbackId, payload) => {
    const { executionId, operationId } = referenceOf(callbackId);
    const execution = byId.get(executionId);
    if (execution === undefined) {
      throw new Error("the callback belongs to no execution");
    }
    const operation = execution.runner.getOperationById(operationId);
    // The runner learns of its own callbacks by polling; what it has not seen cannot be answered.
    await operation.waitForData();
    if (operation.getStatus() !== "STARTED") {
      return "closed";
    }
    await operation.sendCallbackSuccess(payload);
    return "woken";
  },
});

/**
 * AWS's own runner, in memory. Its clock is left alone: skipping time would install fake timers for the whole process,
 * under the database's driver and the sockets too. One at a time in a process.
 */
export const openAwsRunner: OpenBackend = async (functions) => {
  await LocalDurableTestRunner.setupTestEnvironment({ skipTime: false });
  const watch = watchInvocations();
  const byName = new Map<string, Execution>();
  const byId = new Map<string, Execution>();
  const callbacks = watch.callbacks(createCompleter(byId));

  const open = (functionName: string, payload: string): Execution => {
    const make = functions[functionName];
    if (make === undefined) {
      throw new Error(`there is no function ${functionName}`);
    }
    const runner = new LocalDurableTestRunner<unknown>({
      handlerFunction: watched(make, watch, (id) => byId.set(id, execution)),
    });
    const ended = run(runner, payload);
    // Whoever asks for the end is told of the failure; until then it is nobody's unhandled rejection.
    ended.catch(() => undefined);
    const execution: Execution = { runner, ended };
    return execution;
  };

  return {
    name: "AWS's runner",
    ports: {
      callbacks,
      workflows: {
        start: async ({ functionName, executionName, payload }) => {
          if (!byName.has(executionName)) {
            await watch.begins(
              async () => byName.set(executionName, open(functionName, payload)),
              () => true,
            );
          }
          return { executionArn: null };
        },
      },
    },
    failures: watch.failures,
    idle: watch.idle,
    ringAll: () => watch.ringAll(callbacks),
    ended: async (executionName) => {
      const execution = byName.get(executionName);
      if (execution === undefined) {
        throw new Error(`${executionName} was never started`);
      }
      return execution.ended;
    },
    close: () => LocalDurableTestRunner.teardownTestEnvironment(),
  };
};
