import { createHash, timingSafeEqual } from "node:crypto";
import { createMiddleware } from "hono/factory";
import { authenticateApiKey, type Scope } from "../../services/api-keys/index.ts";
import type { Runtime } from "../../services/context.ts";
import { DomainError } from "../../services/errors.ts";
import type { Environment } from "../environment.ts";

const bearerForm = /^Bearer ([\x21-\x7e]{1,512})$/i;

const requireBearer = (header: string | undefined): string => {
  const token = header === undefined ? undefined : bearerForm.exec(header)?.[1];
  if (token === undefined) {
    throw new DomainError("credentials.missing", { detail: "Send Authorization: Bearer <credentials>." });
  }
  return token;
};

const refused = (what: string): DomainError =>
  new DomainError("credentials.invalid", { detail: `This is no valid ${what}.` });

/** The tenant's API: an API key says which tenant, and what it may do there. */
export const authenticateTenant = (runtime: Runtime) =>
  createMiddleware<Environment>(async (c, proceed) => {
    const key = requireBearer(c.req.header("authorization"));
    const known = await authenticateApiKey(runtime, key);
    if (known === null) {
      throw refused("API key");
    }
    if (known.tenantStatus !== "active") {
      throw new DomainError("tenant.suspended", { detail: "Ask the operator of this service." });
    }
    const { tenantId, keyId } = known;
    c.set("scopes", known.scopes);
    c.set("ctx", {
      ...runtime,
      tenantId,
      actor: { type: "api_key", id: keyId },
      auth: { method: "api_key", keyId },
      traceId: c.var.traceId,
    });
    await proceed();
  });

const digest = (text: string): Buffer => createHash("sha256").update(text, "utf8").digest();

/** The operator's API: one token, compared in constant time; a tenant's key is never accepted here. */
export const authenticateOperator = (operatorToken: string) => {
  const expected = digest(operatorToken);
  return createMiddleware<Environment>(async (c, proceed) => {
    const token = requireBearer(c.req.header("authorization"));
    if (!timingSafeEqual(digest(token), expected)) {
      throw refused("operator token");
    }
    await proceed();
  });
};

/** Refuses a key that lacks the scope, before its input is looked at. */
export const requireScope = (scope: Scope) =>
  createMiddleware<Environment>(async (c, proceed) => {
    if (!c.var.scopes.includes(scope)) {
      throw new DomainError("scope.missing", { detail: `This needs a key with the scope "${scope}".` });
    }
    await proceed();
  });
