import type { Context } from "hono";

/**
 * True when a form was sent from one of our own pages. Browsers say where a POST comes from; a client that says
 * nothing is no browser, so nobody can have been tricked into sending it. Our pages send no referrer, for which a
 * browser gives its origin as "null": that counts only where Sec-Fetch-Site tells more.
 */
export const isFromOwnPage = (c: Context, baseUrl: string): boolean => {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined) {
    return site === "same-origin" || site === "none";
  }
  const origin = c.req.header("origin");
  return origin === undefined || origin === new URL(baseUrl).origin || origin === new URL(c.req.url).origin;
};
