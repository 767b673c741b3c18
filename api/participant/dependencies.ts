import type { Runtime } from "../../services/context.ts";
import type { answerByLink, mailTaskCode, openTaskLink, readTask } from "../../services/task-links/index.ts";
import type { RequestContext } from "../environment.ts";

/** What the pages call; the composition root passes the real ones. */
export type ParticipantLinks = {
  readonly openTaskLink: typeof openTaskLink;
  readonly readTask: typeof readTask;
  readonly mailTaskCode: typeof mailTaskCode;
  readonly answerByLink: typeof answerByLink;
};

/** What the composition root gives the participant's pages. */
export type ParticipantDependencies = {
  readonly runtime: Runtime;
  readonly taskLinks: ParticipantLinks;
  /** True for an error that means "the database could not be asked". */
  readonly isUnavailable: (error: unknown) => boolean;
};

export type PageHandler = (c: RequestContext) => Promise<Response>;
