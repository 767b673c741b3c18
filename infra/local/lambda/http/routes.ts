import type { Route } from "./http-types.ts";
import { failCallbackRoute, heartbeatCallbackRoute, succeedCallbackRoute } from "./routes/callbacks.ts";
import { checkpointRoute } from "./routes/checkpoint.ts";
import { getExecutionRoute } from "./routes/get-execution.ts";
import { getHistoryRoute } from "./routes/get-history.ts";
import { getStateRoute } from "./routes/get-state.ts";
import { invokeRoute } from "./routes/invoke.ts";
import { listExecutionsRoute } from "./routes/list-executions.ts";
import { stopRoute } from "./routes/stop.ts";

/**
 * The paths of the Lambda API. An ARN or a callback id comes as one percent-encoded segment from the
 * SDK but raw from other callers, so the patterns take everything up to the last known word.
 */
export const routes: readonly Route[] = [
  { method: "POST", pattern: /^\/2015-03-31\/functions\/(.+)\/invocations$/, handle: invokeRoute },
  {
    method: "POST",
    pattern: /^\/2025-12-01\/durable-executions\/(.+)\/checkpoint$/,
    handle: checkpointRoute,
  },
  { method: "POST", pattern: /^\/2025-12-01\/durable-executions\/(.+)\/stop$/, handle: stopRoute },
  { method: "GET", pattern: /^\/2025-12-01\/durable-executions\/(.+)\/history$/, handle: getHistoryRoute },
  { method: "GET", pattern: /^\/2025-12-01\/durable-executions\/(.+)\/state$/, handle: getStateRoute },
  { method: "GET", pattern: /^\/2025-12-01\/durable-executions\/(.+)$/, handle: getExecutionRoute },
  {
    method: "GET",
    pattern: /^\/2025-12-01\/functions\/(.+)\/durable-executions$/,
    handle: listExecutionsRoute,
  },
  {
    method: "POST",
    pattern: /^\/2025-12-01\/durable-execution-callbacks\/(.+)\/succeed$/,
    handle: succeedCallbackRoute,
  },
  {
    method: "POST",
    pattern: /^\/2025-12-01\/durable-execution-callbacks\/(.+)\/fail$/,
    handle: failCallbackRoute,
  },
  {
    method: "POST",
    pattern: /^\/2025-12-01\/durable-execution-callbacks\/(.+)\/heartbeat$/,
    handle: heartbeatCallbackRoute,
  },
];
