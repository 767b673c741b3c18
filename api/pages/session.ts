import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { z } from "zod";
import type { Runtime } from "../../services/context.ts";

const sessionSeconds = 30 * 60;

type SessionOptions<Identity> = {
  /** Signed for this and nothing else: the session of one kind of page never passes for another. */
  readonly purpose: string;
  readonly cookie: string;
  readonly identity: z.ZodType<Identity>;
};

/** The __Host- prefix needs https; without it (one machine) the cookie cannot be Secure. */
const cookieOf = ({ settings }: Runtime, name: string) => {
  const secure = settings.baseUrl.startsWith("https:");
  return { name: secure ? `__Host-${name}` : name, secure };
};

/**
 * Sessions that an opened link is exchanged for, so that the token leaves the address bar. The cookie is signed and
 * holds who it is for: opening a link writes nothing, however often it is opened.
 */
export const pageSessions = <Identity extends Readonly<Record<string, unknown>>>(
  options: SessionOptions<Identity>,
) => ({
  start: async (c: Context, runtime: Runtime, identity: Identity): Promise<void> => {
    const { name, secure } = cookieOf(runtime, options.cookie);
    const value = await runtime.ports.tokens.signPage(options.purpose, { ...identity }, sessionSeconds);
    setCookie(c, name, value, {
      httpOnly: true,
      secure,
      sameSite: "Lax",
      path: "/",
      maxAge: sessionSeconds,
    });
  },
  /** Whose session this is, or null when there is none or it is over. */
  read: async (c: Context, runtime: Runtime): Promise<Identity | null> => {
    const value = getCookie(c, cookieOf(runtime, options.cookie).name);
    if (value === undefined) {
      return null;
    }
    const claims = await runtime.ports.tokens.verifyPage(options.purpose, value);
    const parsed = options.identity.safeParse(claims);
    return parsed.success ? parsed.data : null;
  },
});
