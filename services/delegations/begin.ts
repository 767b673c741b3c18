import { findDelegation } from "../../db/queries/delegations.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Runtime } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import type { LeasedMessage } from "../outbox/model.ts";
import { systemContext } from "../system-context.ts";
import { applyToOpenSeats } from "./apply.ts";

/** Handles `delegation.begin`: a delegation made for later takes over the seats that are open when its time has come. */
export const beginDelegation = async (runtime: Runtime, message: LeasedMessage): Promise<void> => {
  const ctx = systemContext(runtime, message.tenantId, { name: "relay", traceId: message.id });
  const id = message.payload["delegationId"] as Id<"delegation">;
  await inTenant(ctx, async (tx, unit) => {
    const delegation = await findDelegation(tx, ctx.tenantId, id);
    if (delegation === undefined || delegation.revokedAt !== null) return;
    for (const entry of await applyToOpenSeats(unit, delegation.principalId)) await record(unit, entry);
  });
};
