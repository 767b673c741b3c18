import type { Incoming, Reply, Route, Service } from "../http/http-types.ts";
import { type Fault, fault, FaultError } from "../protocol/fault.ts";
import { callbackAction, stopAction } from "./actions.ts";
import { executionPage } from "./execution.ts";
import { problemPage } from "./frame.ts";
import { overviewPage } from "./overview.ts";
import { textPage } from "./text.ts";

const id = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const loopbackHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;

const strangeHost: Fault = fault(
  "AccessDeniedException",
  403,
  "These pages are shown under 127.0.0.1 or localhost only, so that no other site can read them.",
);

/** Faults become pages, and a name that only seems to be this machine is refused (DNS rebinding). */
const shown =
  (handle: Route["handle"]): Route["handle"] =>
  async (service: Service, incoming: Incoming): Promise<Reply> => {
    const [executionId] = incoming.parameters;
    try {
      if (!loopbackHost.test(incoming.header("host") ?? "")) throw new FaultError(strangeHost);
      return await handle(service, incoming);
    } catch (error) {
      if (!(error instanceof FaultError)) throw error;
      return problemPage(error.fault, executionId === undefined ? "/" : `/executions/${executionId}`);
    }
  };

/** The pages for people. */
export const pageRoutes: readonly Route[] = [
  { method: "GET", pattern: /^\/$/, handle: shown(overviewPage) },
  { method: "GET", pattern: new RegExp(`^/executions/(${id})$`), handle: shown(executionPage) },
  { method: "GET", pattern: new RegExp(`^/executions/(${id})/text$`), handle: shown(textPage) },
  { method: "POST", pattern: new RegExp(`^/executions/(${id})/stop$`), handle: shown(stopAction) },
  {
    method: "POST",
    pattern: new RegExp(`^/executions/(${id})/callbacks/([a-zA-Z0-9_-]{1,64})$`),
    handle: shown(callbackAction),
  },
];
