import { expect } from "vitest";
import type { Id } from "../../db/schema/columns.ts";
import { type AuditEvent, listAuditEvents } from "../../services/audit/index.ts";
import type { Context, Runtime } from "../../services/context.ts";
import { DomainError, type ErrorCode } from "../../services/errors.ts";
import { operatorContext } from "../../services/operator-context.ts";
import { createTenant } from "../../services/tenants/index.ts";

/** A context as the API makes one for a tenant's key. */
const keyContext = (runtime: Runtime, tenantId: Id<"tenant">): Context => {
  const keyId = runtime.ports.ids.next("apiKey");
  return {
    ...runtime,
    tenantId,
    actor: { type: "api_key", id: keyId },
    auth: { method: "api_key", keyId },
    traceId: "trace-test",
  };
};

/** A new tenant, and a context of a client of its. */
export const openTenant = async (runtime: Runtime, name = "Northwind"): Promise<Context> => {
  const { id } = await createTenant(
    operatorContext(runtime, runtime.ports.ids.next("tenant"), "trace-operator"),
    { name },
  );
  return keyContext(runtime, id);
};

const auditEventsMax = 200;

/** The tenant's log, oldest first. */
export const readAudit = async (ctx: Context): Promise<readonly AuditEvent[]> =>
  (await listAuditEvents(ctx, { limit: auditEventsMax, cursor: null })).data;

/** Runs the work and answers what it added to the tenant's log. */
export const auditedBy = async (
  ctx: Context,
  work: () => Promise<unknown>,
): Promise<readonly AuditEvent[]> => {
  const before = await readAudit(ctx);
  await work();
  return (await readAudit(ctx)).slice(before.length);
};

/** Expects the verb to be refused with the code and pointers, and to add nothing to the tenant's log. */
export const expectRefusal = async (
  ctx: Context,
  work: () => Promise<unknown>,
  refusal: { readonly code: ErrorCode; readonly pointers?: readonly string[] },
): Promise<DomainError> => {
  const before = await readAudit(ctx);
  const error: unknown = await work().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DomainError)) {
    throw new Error(`expected ${refusal.code}, got ${String(error)}`, { cause: error });
  }
  expect(error.code).toBe(refusal.code);
  expect(error.errors.map(({ pointer }) => pointer)).toEqual(refusal.pointers ?? []);
  expect(await readAudit(ctx)).toEqual(before);
  return error;
};
