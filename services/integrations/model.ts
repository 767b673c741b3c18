import { z } from "zod";
import type { Id } from "../../db/schema/columns.ts";
import { attributeSchema } from "../policies/model.ts";
import { idSchema } from "../requests/model.ts";

const urlMaxCharacters = 2_000;
const tasksMax = 50;
/** A task type, or a prefix with ".*". */
const taskPattern = /^[a-z][a-z_]{0,40}\.(\*|[a-z][a-z_]{0,40})$/;

/** The outbox gives its handler 15 s; what is left over is for writing down how the call came out. */
const timeoutMaxSeconds = 14;
export const timeoutDefaultSeconds = 10;
const attemptsMax = 20;
const firstDelayMinSeconds = 0.1;
const firstDelayMaxSeconds = 3_600;
const maxDelayMaxSeconds = 86_400;
/** About four minutes in all. */
export const retryDefault = { attempts: 10, firstDelaySeconds: 0.5, maxDelaySeconds: 300 } as const;

/** Who does the tasks by hand. */
const performerSchema = z.union(
  [
    z.strictObject({ member: idSchema("mem") }),
    z.strictObject({ group: idSchema("grp") }),
    z.strictObject({ role: z.literal("tenant_admin") }),
    z.strictObject({ attribute: attributeSchema }),
  ],
  { error: 'must be { "member" }, { "group" }, { "role": "tenant_admin" } or { "attribute": { … } }' },
);
export type IntegrationPerformer = z.infer<typeof performerSchema>;

/** The wait between attempts doubles from the first delay to the longest. */
const retrySchema = z
  .strictObject({
    attempts: z.int().min(1).max(attemptsMax).default(retryDefault.attempts),
    firstDelaySeconds: z
      .number()
      .min(firstDelayMinSeconds)
      .max(firstDelayMaxSeconds)
      .default(retryDefault.firstDelaySeconds),
    maxDelaySeconds: z
      .number()
      .min(firstDelayMinSeconds)
      .max(maxDelayMaxSeconds)
      .default(retryDefault.maxDelaySeconds),
  })
  .refine(({ firstDelaySeconds, maxDelaySeconds }) => firstDelaySeconds <= maxDelaySeconds, {
    path: ["firstDelaySeconds"],
    error: "must not be longer than maxDelaySeconds",
  });

export const integrationInputSchema = z
  .strictObject({
    tasks: z
      .array(z.string().regex(taskPattern, 'must be a task type like "payment.capture", or "payment.*"'))
      .min(1)
      .max(tasksMax),
    url: z.string().max(urlMaxCharacters).optional(),
    performer: performerSchema.optional(),
    timeoutSeconds: z.int().min(1).max(timeoutMaxSeconds).optional(),
    retry: retrySchema.optional(),
  })
  .refine(({ url, performer }) => url !== undefined || performer !== undefined, {
    path: ["url"],
    error: "must be there where there is no performer",
  });
export type IntegrationInput = z.infer<typeof integrationInputSchema>;

/** Binds a sealed secret to the integration that keeps it. */
export const integrationSecretPurpose = (integrationId: Id<"integration">): string =>
  `integration:${integrationId}`;

const loopbackHosts = ["localhost", "127.0.0.1", "[::1]"];

/** Pure: why the URL may not be called, or null when it may. Addresses are checked again at every connection. */
export const urlProblem = (text: string, allowLoopback: boolean): string | null => {
  const url = URL.parse(text);
  if (url === null) {
    return "must be an absolute URL";
  }
  if (url.username !== "" || url.password !== "") {
    return "must not hold credentials";
  }
  const isLoopback = loopbackHosts.includes(url.hostname);
  if (isLoopback && !allowLoopback) {
    return "must not be on this machine";
  }
  const isAllowed = url.protocol === "https:" || (url.protocol === "http:" && isLoopback);
  return isAllowed ? null : "must be https";
};
