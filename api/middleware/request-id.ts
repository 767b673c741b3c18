import { createMiddleware } from "hono/factory";
import type { Environment } from "../environment.ts";

/** Gives every request an id of our own making: one from outside could be anything. */
export const requestId = (next: () => string) =>
  createMiddleware<Environment>(async (c, proceed) => {
    const traceId = next();
    c.set("traceId", traceId);
    c.set("onceKey", null);
    c.header("X-Request-Id", traceId);
    await proceed();
  });
