import { type Event, GetDurableExecutionHistoryCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import type { DurableLambdaHandler } from "@aws/durable-execution-sdk-js";
import { createCallbackCompleter } from "../../../../services/adapters/callback-completer.ts";
import { createDurableClient } from "../../../../services/adapters/durable-client.ts";
import { createWorkflowStarter } from "../../../../services/adapters/workflow-starter.ts";
import { openService, untilEnded } from "../../../local/lambda/support/service.ts";
import type { MakeHandler, OpenBackend } from "./backend.ts";
import { watchInvocations, type InvocationWatch } from "./invocations.ts";

const pageItems = 1_000;
const credentials = { accessKeyId: "test", secretAccessKey: "test" };
const region = "us-east-1";

const readEvents = async (client: LambdaClient, arn: string): Promise<readonly Event[]> => {
  const events: Event[] = [];
  let marker: string | undefined;
  do {
    const page = await client.send(
      new GetDurableExecutionHistoryCommand({
        DurableExecutionArn: arn,
        IncludeExecutionData: true,
        MaxItems: pageItems,
        Marker: marker,
      }),
    );
    events.push(...(page.Events ?? []));
    marker = page.NextMarker;
  } while (marker !== undefined);
  return events;
};

/** The service's address is known only once it has started, with its functions. */
const later = (make: MakeHandler, watch: InvocationWatch, endpoint: () => string): DurableLambdaHandler => {
  let handler: DurableLambdaHandler | undefined;
  const get = () =>
    (handler ??= make(watch.client(createDurableClient({ endpoint: endpoint(), region, credentials }))));
  return watch.handler((event, context) => get()(event, context));
};

/** The durable Lambda service of infra/local, over HTTP, with its state in a Postgres database of its own. */
export const openLocalLambda: OpenBackend = async (functions) => {
  const watch = watchInvocations();
  let url = "";
  const service = await openService(() =>
    Object.fromEntries(
      Object.entries(functions).map(([name, make]) => [name, { handler: later(make, watch, () => url) }]),
    ),
  );
  url = service.url;
  const arns = new Map<string, string>();
  const starter = createWorkflowStarter(service.client, { prefix: "", qualifier: "live" });
  const callbacks = watch.callbacks(createCallbackCompleter(service.client));
  return {
    name: "the local Lambda",
    ports: {
      callbacks,
      workflows: {
        start: async (input) => {
          const isNew = !arns.has(input.executionName);
          const started = await watch.begins(
            () => starter.start(input),
            () => isNew,
          );
          arns.set(input.executionName, started.executionArn ?? "");
          return started;
        },
      },
    },
    failures: watch.failures,
    idle: watch.idle,
    ringAll: () => watch.ringAll(callbacks),
    ended: async (executionName) => {
      const arn = arns.get(executionName) ?? "";
      const { Status = "", Result, Error: error } = await untilEnded(service.client, arn);
      return {
        status: Status,
        result: Result ?? null,
        error: error?.ErrorMessage ?? null,
        events: await readEvents(service.client, arn),
      };
    },
    close: service.close,
  };
};
