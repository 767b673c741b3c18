import { DomainError } from "../services/errors.ts";
import type { App } from "./app.ts";
import type { RequestContext } from "./environment.ts";

const toPattern = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, "[^/]+").replaceAll(".", "\\.")}$`);

/** Methods that the documented address takes, in capitals. */
const methodsOf = (app: App, path: string): string[] =>
  app.openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === "route" && toPattern(definition.route.path).test(path)
      ? [definition.route.method.toUpperCase()]
      : [],
  );

/** Tells a known address with another method from an unknown address, and names the methods it has. */
export const methodNotAllowed = (app: App, c: RequestContext): DomainError => {
  const methods = [...new Set(methodsOf(app, c.req.path))].sort();
  if (methods.length === 0) {
    return new DomainError("route.not_found", { detail: "See /openapi.json for the addresses there are." });
  }
  c.header("Allow", methods.join(", "));
  return new DomainError("method.not_allowed", { detail: `This address takes ${methods.join(", ")}.` });
};
