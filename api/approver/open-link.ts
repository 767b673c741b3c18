import type { ApproverDependencies, PageHandler } from "./dependencies.ts";
import { voidLink } from "./messages.ts";
import { reviewSessions } from "./session.ts";

const prefix = "/l/";

/**
 * Exchanges a link's token for a session and goes on to the review, so that the token leaves the address bar.
 * Writes nothing, however often it is opened. A HEAD, which mail scanners send, learns nothing and gets no session.
 */
export const openLinkPage =
  ({ runtime, links }: ApproverDependencies): PageHandler =>
  async (c) => {
    if (c.req.method === "HEAD") {
      return c.body(null, 200);
    }
    const identity = await links.openLink(runtime, c.req.path.slice(prefix.length));
    if (identity === null || (await links.readReview(runtime, identity)) === null) {
      return voidLink(c);
    }
    await reviewSessions.start(c, runtime, identity);
    return c.redirect("/review", 303);
  };
