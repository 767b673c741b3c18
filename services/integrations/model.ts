import { z } from "zod";
import type { Id } from "../../db/schema/columns.ts";

const urlMaxCharacters = 2_000;
const tasksMax = 50;
/** A task type, or a prefix with ".*". */
const taskPattern = /^[a-z][a-z_]{0,40}\.(\*|[a-z][a-z_]{0,40})$/;

export const integrationInputSchema = z.strictObject({
  tasks: z
    .array(z.string().regex(taskPattern, 'must be a task type like "payment.capture", or "payment.*"'))
    .min(1)
    .max(tasksMax),
  url: z.string().max(urlMaxCharacters),
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
