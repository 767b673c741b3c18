import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import type { Kind } from "./model.ts";

/** The kind that the body names at `pointer`. Throws `approval_request.kind_unknown`, with those there are. */
export const requireKind = ({ kinds }: Pick<Context, "kinds">, name: string, pointer = "/kind"): Kind => {
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (kind === undefined) {
    throw new DomainError("approval_request.kind_unknown", {
      detail: `There is no kind of that name; this deployment knows: ${Object.keys(kinds).join(", ")}.`,
      errors: [{ pointer, message: "is not a known kind" }],
    });
  }
  return kind;
};
