import { z } from "zod";

/** Bytes of the key that seals secrets at rest, in base64. */
const encryptionKeyBytes = 32;

const base64Key = z
  .string()
  .refine((text) => Buffer.from(text, "base64").length === encryptionKeyBytes, "must be 32 bytes in base64");
const jwk = z
  .string()
  .transform((text, context): Readonly<Record<string, unknown>> => {
    try {
      return JSON.parse(text) as Record<string, unknown>;
    } catch {
      context.addIssue({ code: "custom", message: "must be a JSON Web Key" });
      return z.NEVER;
    }
  })
  .refine(({ kty, crv, d }) => kty === "OKP" && crv === "Ed25519" && typeof d === "string", {
    message: "must be a private Ed25519 key (kty OKP)",
  });
const url = z.url();

/** Every variable that a process of ours reads, with what it is for. The README's table is made from it. */
export const configSchema = z.object({
  BASE_URL: url.describe("Where approvers and client apps reach the API, without a trailing slash"),
  APP_DATABASE_URL: url.describe("Postgres as a login of countersign_app: plain, under row-level security"),
  RELAY_DATABASE_URL: url.describe("Postgres as a login of countersign_relay: sees the outbox alone"),
  ENCRYPTION_KEY: base64Key.describe("Seals callbacks and integration secrets at rest (32 bytes, base64)"),
  LINK_KEY: jwk.describe("Signs approvers' links (private Ed25519 JWK)"),
  PAGE_KEY: base64Key.describe("Signs page sessions and confirmations (32 bytes, base64)"),
  OPERATOR_TOKEN: z.string().min(32).describe("The operator's bearer token for /admin/v1"),
  MAIL_FROM: z
    .string()
    .min(3)
    .describe("The address that every mail comes from; the name beside it is the tenant's"),
  AWS_REGION: z.string().default("eu-central-1").describe("Where Lambda and SES are"),
  AWS_ACCESS_KEY_ID: z
    .string()
    .optional()
    .describe("AWS credentials; without them the SDK looks for its own"),
  AWS_SECRET_ACCESS_KEY: z.string().optional().describe("Belongs to AWS_ACCESS_KEY_ID"),
  AWS_SESSION_TOKEN: z
    .string()
    .optional()
    .describe("Belongs to AWS_ACCESS_KEY_ID, for temporary credentials"),
  AWS_ENDPOINT_URL_LAMBDA: url.optional().describe("Another Lambda service than AWS's"),
  AWS_ENDPOINT_URL_SESV2: url.optional().describe("Another SES than AWS's"),
  FUNCTION_PREFIX: z.string().default("").describe("What deployed function names begin with"),
  FUNCTION_QUALIFIER: z.string().default("live").describe("The alias or version that new runs start on"),
  ALLOW_LOOPBACK_TARGETS: z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true")
    .describe("Lets integrations name http targets on this machine; refused in production"),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(100).default(20).describe("Pool size at most"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info").describe("What is logged"),
});

export type Config = Readonly<z.infer<typeof configSchema>>;

/** Reads and checks the environment once. Throws with every fault by name, never with a value. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const parsed = configSchema.safeParse(env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new Error(`The configuration is not complete:\n  ${faults.join("\n  ")}`);
  }
  return Object.freeze(parsed.data);
};
