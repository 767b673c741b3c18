import { parentPort, workerData } from "node:worker_threads";
import { createBatch } from "../batch.ts";
import { createDirectClient } from "../durable-client.ts";
import { toErrorObject } from "../error-objects.ts";
import { logLinesAheadMax, logWaitMs } from "../limits.ts";
import type { FromThread, ThreadData, ToThread } from "../messages.ts";
import { captureLogs } from "./capture-logs.ts";
import { type LoadedModule, loadModule } from "./load-module.ts";
import { pinSources } from "./module-sources.ts";
import { runInvocation } from "./run-invocation.ts";
import { createServiceByMessage } from "./service-by-message.ts";
import { watchExits } from "./watch-exits.ts";

// The thread that functions run in. It is started by `pool/carrier.ts` and knows the service only by messages.
const data = workerData as ThreadData;
const batch = createBatch<FromThread>((messages) => parentPort?.postMessage(messages));

/** What may be the last words of this thread is said at once. */
const post = (message: FromThread): void => {
  batch.add(message);
  if (message.kind === "exiting" || message.kind === "escaped" || message.kind === "log") batch.flush();
};
let printed = 0;

/** A function that prints without end must not fill the memory of the service, so it waits for the service to follow. */
const emit = (line: string): void => {
  printed = (printed + 1) | 0;
  post({ kind: "log", line });
  const taken = Atomics.load(data.taken, 0);
  if (((printed - taken) | 0) > logLinesAheadMax) Atomics.wait(data.taken, 0, taken, logWaitMs);
};

Object.assign(process.env, data.environment);
const logs = captureLogs(console, emit, process.env["AWS_LAMBDA_LOG_LEVEL"]);
watchExits(post, (title, error) => console.error(title, error));
const { service, accept, refuse } = createServiceByMessage(post);

const serve = (module: LoadedModule): void => {
  const take = (message: ToThread): void => {
    switch (message.kind) {
      case "invoke":
        void runInvocation({ data, module, logs }, message).then((outcome) =>
          post({ kind: "ended", requestId: message.requestId, outcome }),
        );
        return;
      case "ping":
        post({ kind: "pong" });
        return;
      case "response":
        accept(message.id, message.responseText);
        return;
      case "refusal":
        refuse(message.id, message.fault);
        return;
    }
  };
  parentPort?.on("message", (messages: readonly ToThread[]) => {
    for (const message of messages) take(message);
  });
};

try {
  const client = data.checkpointsBy === "message" ? createDirectClient(service) : undefined;
  const pinned = pinSources(data.sources);
  const module = await loadModule(data.modulePath, client);
  serve(module);
  post({ kind: "ready", functions: module.functions, sources: pinned.noted() });
} catch (error) {
  post({ kind: "unready", error: toErrorObject(error) });
}
