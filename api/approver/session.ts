import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { z } from "zod";
import type { Runtime } from "../../services/context.ts";
import type { LinkIdentity } from "../../services/links/index.ts";
import { idSchema } from "../../services/requests/index.ts";

const sessionPurpose = "review-session";
const sessionSeconds = 30 * 60;

const identitySchema = z.object({
  tenantId: idSchema("ten"),
  jti: z.string(),
  assignmentId: idSchema("asg"),
  requestVersion: z.number().int(),
  memberId: idSchema("mem"),
});

/** The __Host- prefix needs https; without it (one machine) the cookie cannot be Secure. */
const cookieOf = ({ settings }: Runtime) => {
  const secure = settings.baseUrl.startsWith("https:");
  return { name: secure ? "__Host-al" : "al", secure };
};

/**
 * Exchanges an opened link for a cookie, so that the token leaves the address bar. The cookie is signed and holds
 * who it is for: opening a link writes nothing, however often it is opened.
 */
export const startSession = async (c: Context, runtime: Runtime, identity: LinkIdentity): Promise<void> => {
  const { name, secure } = cookieOf(runtime);
  const value = await runtime.ports.tokens.signPage(sessionPurpose, { ...identity }, sessionSeconds);
  setCookie(c, name, value, {
    httpOnly: true,
    secure,
    sameSite: "Lax",
    path: "/",
    maxAge: sessionSeconds,
  });
};

/** Whose session this is, or null when there is none or it is over. */
export const readSession = async (c: Context, runtime: Runtime): Promise<LinkIdentity | null> => {
  const value = getCookie(c, cookieOf(runtime).name);
  if (value === undefined) {
    return null;
  }
  const claims = await runtime.ports.tokens.verifyPage(sessionPurpose, value);
  const parsed = identitySchema.safeParse(claims);
  return parsed.success ? parsed.data : null;
};
