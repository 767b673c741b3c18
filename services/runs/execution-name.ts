import type { Id } from "../../db/schema/columns.ts";

const packed = (id: string): string =>
  Buffer.from(id.slice(id.indexOf("_") + 1).replaceAll("-", ""), "hex").toString("base64url");

/**
 * The durable execution's name: 22 characters for the tenant, 22 for the request, and the round, so that a
 * status event, which carries no payload, still tells whose it is. Within AWS's [A-Za-z0-9-_]{1,64}, and unique
 * whether AWS counts names per function or per account and Region.
 */
export const executionName = (tenantId: Id<"tenant">, requestId: Id<"request">, round: number): string =>
  `${packed(tenantId)}-${packed(requestId)}-${round}`;
