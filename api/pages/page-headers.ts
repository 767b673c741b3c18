import { createMiddleware } from "hono/factory";

const pageHeaderValues: Readonly<Record<string, string>> = {
  "Content-Security-Policy":
    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "X-Robots-Tag": "noindex, nofollow",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** For every answer of the approver's side: not kept, not indexed, not framed, and no address handed on. */
export const pageHeaders = createMiddleware(async (c, proceed) => {
  await proceed();
  for (const [name, value] of Object.entries(pageHeaderValues)) {
    if (!c.res.headers.has(name)) {
      c.res.headers.set(name, value);
    }
  }
});
