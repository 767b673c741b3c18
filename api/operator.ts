import { createHmac } from "node:crypto";
import type { Context, Runtime } from "../services/context.ts";
import { operatorContext } from "../services/operator-context.ts";
import type { RequestContext } from "./environment.ts";

type TenantId = Context["tenantId"];

/** The operator at work on one tenant. */
export const onTenant = (c: RequestContext, runtime: Runtime, tenantId: TenantId): Context =>
  operatorContext(runtime, tenantId, c.var.traceId);

/** Bytes as a uuid of version 8, which RFC 9562 leaves to the maker. */
const toUuid = (bytes: Buffer): string => {
  const hex = bytes.toString("hex");
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
};

/**
 * The context of a tenant that is about to be. An Idempotency-Key is kept in the tenant it made, so that tenant's
 * id comes from the key: a repeated call finds it there. Such a key is remembered as long as its tenant.
 */
export const newTenantContext = (c: RequestContext, runtime: Runtime, operatorToken: string): Context => {
  const { onceKey } = c.var;
  const tenantId: TenantId =
    onceKey === null
      ? runtime.ports.ids.next("tenant")
      : `ten_${toUuid(createHmac("sha256", operatorToken).update(onceKey.key, "utf8").digest())}`;
  return onTenant(c, runtime, tenantId);
};
