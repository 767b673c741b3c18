import type { PageHandler, ParticipantDependencies } from "./dependencies.ts";
import { voidLink } from "./messages.ts";
import { taskSessions } from "./session.ts";

const prefix = "/t/";

/**
 * Exchanges a link's token for a session and goes on to the task, so that the token leaves the address bar. Writes
 * nothing, however often it is opened. A HEAD, which mail scanners send, learns nothing and gets no session.
 */
export const openTaskPage =
  ({ runtime, taskLinks }: ParticipantDependencies): PageHandler =>
  async (c) => {
    if (c.req.method === "HEAD") {
      return c.body(null, 200);
    }
    const identity = await taskLinks.openTaskLink(runtime, c.req.path.slice(prefix.length));
    if (identity === null || (await taskLinks.readTask(runtime, identity)) === null) {
      return voidLink(c);
    }
    await taskSessions.start(c, runtime, identity);
    return c.redirect("/task", 303);
  };
