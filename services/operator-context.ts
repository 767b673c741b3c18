import type { Id } from "../db/schema/columns.ts";
import type { Context, Runtime } from "./context.ts";

/** A context in which the operator acts on one tenant. */
export const operatorContext = (runtime: Runtime, tenantId: Id<"tenant">, traceId: string): Context => ({
  ...runtime,
  tenantId,
  actor: { type: "operator" },
  auth: { method: "operator_token" },
  traceId,
});
