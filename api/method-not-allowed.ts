import { DomainError } from "../services/errors.ts";
import type { App } from "./app.ts";
import type { RequestContext } from "./environment.ts";

const toPattern = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/:\w+/g, "[^/]+")}$`);

/** The router answers a HEAD wherever it answers a GET. */
const withHead = (method: string): string[] => (method === "GET" ? ["GET", "HEAD"] : [method]);

/**
 * Tells a known address with another method from an unknown address, and names the methods it has. To be made
 * when every route is mounted.
 */
export const createMethodNotAllowed = (app: App) => {
  const known = app.routes
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => ({ methods: withHead(method), pattern: toPattern(path) }));
  return (c: RequestContext): DomainError => {
    const found = known.filter(({ pattern }) => pattern.test(c.req.path)).flatMap(({ methods }) => methods);
    if (found.length === 0) {
      return new DomainError("route.not_found", { detail: "See /openapi.json for the addresses there are." });
    }
    const allowed = [...new Set(found)].sort().join(", ");
    c.header("Allow", allowed);
    return new DomainError("method.not_allowed", { detail: `This address takes ${allowed}.` });
  };
};
