import type { Runtime } from "../../services/context.ts";
import type { RequestContext } from "../environment.ts";
import type { ApproverLinks } from "./links.ts";

/** What the composition root gives the approver's pages. */
export type ApproverDependencies = {
  readonly runtime: Runtime;
  readonly links: ApproverLinks;
  /** True for an error that means "the database could not be asked". */
  readonly isUnavailable: (error: unknown) => boolean;
};

export type PageHandler = (c: RequestContext) => Promise<Response>;
