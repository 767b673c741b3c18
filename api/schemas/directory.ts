import { z } from "@hono/zod-openapi";
import { memberRoles } from "../../services/statuses.ts";
import { scopes } from "../../services/api-keys/index.ts";
import { policyNameMaxCharacters } from "../../services/policies/index.ts";
import { tenantNameMaxCharacters } from "../../services/tenants/index.ts";
import { lineSchema } from "../../services/kinds/text.ts";
import { emailMaxCharacters, requestInputSchema } from "../../services/requests/index.ts";
import { id, moment, money, nullable, nullableMoment } from "./shapes.ts";

const revisioned = { revision: z.number().int(), createdAt: moment, updatedAt: moment };

export const tenant = z
  .object({
    id: id("ten"),
    name: z.string(),
    replyTo: z.string().nullable(),
    status: z.enum(["active", "suspended"]),
    ...revisioned,
  })
  .openapi("Tenant");
export const newTenant = z
  .strictObject({
    name: lineSchema(tenantNameMaxCharacters),
    replyTo: z.email().max(emailMaxCharacters).nullable().optional(),
  })
  .openapi("NewTenant");
export const tenantChange = newTenant.partial().openapi("TenantChange");

const keyNameMaxCharacters = 100;
export const apiKey = z
  .object({
    id: id("key"),
    name: z.string(),
    hint: z.string(),
    scopes: z.array(z.string()).readonly(),
    createdAt: moment,
    expiresAt: nullableMoment,
    revokedAt: nullableMoment,
  })
  .openapi("ApiKey");
export const createdApiKey = apiKey.extend({ key: z.string() }).openapi("CreatedApiKey");
/** Within the years that every date of ours can be written in, whatever the offset it came with. */
const isWritable = (text: string): boolean => /^(19|[2-8]\d)\d\d-/.test(text);
export const newApiKey = z
  .strictObject({
    name: lineSchema(keyNameMaxCharacters).default("API key"),
    scopes: z
      .array(z.enum(scopes))
      .min(1)
      .max(scopes.length)
      .default([...scopes]),
    expiresAt: z.iso
      .datetime({ offset: true })
      .refine(isWritable, { error: "must lie in the years 1900 to 8999" })
      .optional(),
  })
  .openapi("NewApiKey");

export const member = z
  .object({
    id: id("mem"),
    email: z.string(),
    name: z.string(),
    managerId: nullable(id("mem")),
    timeZone: z.string(),
    locale: z.string(),
    approvalLimit: nullable(money),
    attributes: z.record(z.string(), z.unknown()),
    roles: z.array(z.enum(memberRoles)).readonly(),
    backupId: nullable(id("mem")),
    status: z.enum(["active", "disabled"]),
    ...revisioned,
  })
  .openapi("Member");

export const group = z
  .object({ id: id("grp"), name: z.string(), memberIds: z.array(id("mem")).readonly(), ...revisioned })
  .openapi("Group");

const rules = z
  .array(z.unknown())
  .openapi({ description: "The policy document: see the README, Policies", type: "array", items: {} });

export const policy = z
  .object({
    id: id("pol"),
    kind: z.string(),
    name: z.string(),
    createdAt: moment,
    versions: z
      .array(
        z.object({
          version: z.number().int(),
          status: z.enum(["draft", "published", "retired"]),
          rules: z.unknown(),
          createdAt: moment,
          publishedAt: nullableMoment,
          retiredAt: nullableMoment,
        }),
      )
      .readonly(),
  })
  .openapi("Policy");
export const newPolicy = z
  .strictObject({ kind: requestInputSchema.shape.kind, name: lineSchema(policyNameMaxCharacters), rules })
  .openapi("NewPolicy");
export const newPolicyVersion = z.strictObject({ rules }).openapi("NewPolicyVersion");
const versionMax = 1_000_000;
export const publication = z.strictObject({ version: z.int().min(1).max(versionMax) }).openapi("Publication");

export const integration = z
  .object({
    id: id("int"),
    tasks: z.array(z.string()).readonly(),
    url: z.string().nullable(),
    performer: nullable(
      z.union([
        z.object({ member: id("mem") }),
        z.object({ group: id("grp") }),
        z.object({ role: z.literal("tenant_admin") }),
        z.object({ attribute: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) }),
      ]),
    ),
    timeoutSeconds: z.number(),
    retry: z.object({
      attempts: z.number().int(),
      firstDelaySeconds: z.number(),
      maxDelaySeconds: z.number(),
    }),
    createdAt: moment,
    disabledAt: nullableMoment,
  })
  .openapi("Integration");
export const createdIntegration = integration
  .extend({
    secret: z.string().optional().openapi({ description: "Only where there is a url, and only once" }),
  })
  .openapi("CreatedIntegration");
