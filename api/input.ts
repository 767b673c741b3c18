import type { Hook } from "@hono/zod-openapi";
import { DomainError, notFound } from "../services/errors.ts";
import { fieldErrors } from "../services/kinds/pointer.ts";
import type { Environment } from "./environment.ts";

/** "?name" for a query parameter or a header, whatever lies inside it. */
const nameOf = (pointer: string): string => `?${pointer.split("/")[1] ?? ""}`;

/**
 * What a route's schemas refuse, as our errors. An id in the path of another form is answered exactly like an
 * unknown one.
 */
export const inputHook: Hook<unknown, Environment, string, unknown> = (result) => {
  if (result.success) {
    return undefined;
  }
  const errors = fieldErrors(result.error);
  switch (result.target) {
    case "param":
      throw notFound();
    case "json":
      throw new DomainError("body.invalid", { detail: "The body is not valid: see errors.", errors });
    default:
      throw new DomainError("query.invalid", {
        detail: "The query is not valid: see errors.",
        errors: errors.map(({ pointer, message }) => ({ pointer: nameOf(pointer), message })),
      });
  }
};
