import type { Id } from "../db/schema/columns.ts";
import type { Context, Runtime } from "./context.ts";

/** A context for work that no person and no client asks for at this moment. */
export const systemContext = (
  runtime: Runtime,
  tenantId: Id<"tenant">,
  who: { readonly name: "policy" | "workflow" | "relay"; readonly traceId: string },
): Context => ({
  ...runtime,
  tenantId,
  actor: { type: "system", name: who.name },
  auth: { method: "internal" },
  traceId: who.traceId,
});
