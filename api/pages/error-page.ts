import type { ErrorHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Runtime } from "../../services/context.ts";
import { DomainError } from "../../services/errors.ts";
import type { Environment, RequestContext } from "../environment.ts";
import { problems } from "../problem.ts";

type PageOf<Rest extends unknown[]> = (c: RequestContext, ...rest: Rest) => Response | Promise<Response>;

/** What a person is shown when something goes wrong. */
export type ErrorPages = {
  /** The address whose post is the one that writes. */
  readonly lastStep: string;
  readonly unavailable: PageOf<[wasWriting: boolean]>;
  readonly voidLink: PageOf<[]>;
  readonly refused: PageOf<[reason: string, status: ContentfulStatusCode]>;
  readonly broken: PageOf<[traceId: string]>;
};

type Watch = { readonly runtime: Runtime; readonly isUnavailable: (error: unknown) => boolean };

/** Whatever goes wrong, a person gets a page; what it was goes to the log. */
export const errorPage =
  ({ runtime, isUnavailable }: Watch, pages: ErrorPages): ErrorHandler<Environment> =>
  (error, c) => {
    const { traceId } = c.var;
    const isDomainError = error instanceof DomainError;
    if (isUnavailable(error) || (isDomainError && error.code === "service.unavailable")) {
      runtime.ports.log.warn("page.unavailable", { traceId, error: String(error) });
      return pages.unavailable(c, c.req.path === pages.lastStep);
    }
    if (isDomainError) {
      const { status } = problems[error.code];
      return status === 404 ? pages.voidLink(c) : pages.refused(c, error.message, status);
    }
    runtime.ports.log.error("page.failed", { traceId, error: String(error), cause: String(error.cause) });
    return pages.broken(c, traceId);
  };
