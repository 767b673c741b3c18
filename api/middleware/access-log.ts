import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";
import type { Log } from "../../services/ports.ts";
import type { Environment } from "../environment.ts";

/** A link's token is a secret, in a link with a slip in it too: whoever reads the log must not be able to follow it. */
const redact = (path: string): string => path.replace(/\/([lt])\/.*/is, "/$1/[redacted]");

export type Observe = (label: { method: string; route: string; status: number }, seconds: number) => void;

const millisecondsPerSecond = 1000;

/** One line a request, and one observation for the metrics, by the route's pattern. */
export const accessLog = (log: Log, observe: Observe) =>
  createMiddleware<Environment>(async (c, proceed) => {
    const began = performance.now();
    await proceed();
    const milliseconds = performance.now() - began;
    const { method, path } = c.req;
    const { status } = c.res;
    observe({ method, route: routePath(c, -1), status }, milliseconds / millisecondsPerSecond);
    log.info("http.request", {
      method,
      path: redact(path),
      status,
      milliseconds: Math.round(milliseconds),
      traceId: c.var.traceId,
    });
  });
