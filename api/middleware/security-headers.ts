import { createMiddleware } from "hono/factory";
import type { Environment } from "../environment.ts";

/** For every answer; pages set their own, wider or narrower, content security policy. */
export const securityHeaders = createMiddleware<Environment>(async (c, proceed) => {
  await proceed();
  const { headers } = c.res;
  const defaults: Record<string, string> = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
  };
  for (const [name, value] of Object.entries(defaults)) {
    if (!headers.has(name)) {
      headers.set(name, value);
    }
  }
});
