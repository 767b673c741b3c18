import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { DomainError, type ErrorCode } from "../services/errors.ts";
import type { RequestContext } from "./environment.ts";

type Problem = { readonly status: ContentfulStatusCode; readonly title: string };

/** The only place that knows statuses. A code without a row here does not compile. */
export const problems = {
  "body.malformed": { status: 400, title: "The body is not JSON" },
  "body.invalid": { status: 422, title: "The body is not valid" },
  "body.too_large": { status: 413, title: "The body is too large" },
  "body.unsupported_media_type": { status: 415, title: "The body is of another media type" },
  "query.invalid": { status: 422, title: "The query is not valid" },
  "credentials.missing": { status: 401, title: "There are no credentials" },
  "credentials.invalid": { status: 401, title: "The credentials are not valid" },
  "scope.missing": { status: 403, title: "The key may not do this" },
  "tenant.suspended": { status: 403, title: "The tenant is suspended" },
  "resource.not_found": { status: 404, title: "There is no such resource" },
  "route.not_found": { status: 404, title: "There is no such address" },
  "method.not_allowed": { status: 405, title: "The address has no such method" },
  "idempotency_key.invalid": { status: 422, title: "The Idempotency-Key is not valid" },
  "idempotency_key.reused": { status: 422, title: "The Idempotency-Key was used for another call" },
  "revision.mismatch": { status: 412, title: "The resource has changed" },
  "resource.conflict": { status: 409, title: "There is such a resource already" },
  "reference.unknown": { status: 422, title: "A field names something that is not there" },
  "member.manager_cycle": { status: 422, title: "The reporting line would be a circle" },
  "policy.none_published": { status: 422, title: "No policy is in force" },
  "policy.no_match": { status: 422, title: "No rule of the policy matches" },
  "policy.condition_failed": { status: 422, title: "A condition of the policy failed" },
  "policy.no_approver": { status: 422, title: "Nobody can approve this" },
  "policy.version_not_draft": { status: 409, title: "The version is no draft" },
  "policy.lint_failed": { status: 422, title: "The rules will not do what they say" },
  "approval_request.kind_unknown": { status: 422, title: "There is no such kind" },
  "approval_request.duplicate": { status: 409, title: "There is such a request already" },
  "approval_request.not_pending": { status: 409, title: "The request is not open" },
  "approval_request.committed": { status: 409, title: "The request is past what can be undone" },
  "approval_request.not_editable": { status: 409, title: "The request cannot be edited" },
  "stage.no_escalation": { status: 409, title: "There is nobody to escalate to" },
  "stage.reminded_recently": { status: 409, title: "The stage was reminded a short while ago" },
  "approval_request.not_resubmittable": { status: 409, title: "The request cannot be resubmitted" },
  "stage.not_active": { status: 409, title: "No such stage is open" },
  "assignment.not_open": { status: 409, title: "The seat is not open" },
  "decision.recorded_otherwise": { status: 409, title: "Another decision was recorded" },
  "decision.version_outdated": { status: 409, title: "The request has changed" },
  "decision.deadline_passed": { status: 410, title: "The deadline has passed" },
  "decision.not_eligible": { status: 403, title: "This person may not decide" },
  "decision.reason_required": { status: 422, title: "A reason is required" },
  "decision.assurance_too_low": { status: 403, title: "This stage asks for a code" },
  "actor.not_allowed": { status: 403, title: "This person may not do this" },
  "delegation.cycle": { status: 422, title: "The delegations would be a circle" },
  "action_token.unavailable": { status: 409, title: "No token is to be had" },
  "action_token.issued": { status: 409, title: "The token has been issued" },
  "action_token.unknown": { status: 422, title: "There is no such token" },
  "action_token.mismatch": { status: 422, title: "This is not what was approved" },
  "action_token.used": { status: 409, title: "The token has been used" },
  "action_token.expired": { status: 409, title: "The token has expired" },
  "action_token.void": { status: 409, title: "The request no longer stands" },
  "link.void": { status: 410, title: "The link is no longer valid" },
  "service_task.answered_otherwise": { status: 409, title: "The task has come out otherwise" },
  "service_task.not_open": { status: 409, title: "The task is not open" },
  "document.deleted": { status: 410, title: "The document's content was deleted" },
  "service.unavailable": { status: 503, title: "The service is not available right now" },
  internal: { status: 500, title: "Something went wrong on our side" },
} as const satisfies Record<ErrorCode, Problem>;

const typeBase = "https://countersign.dev/problems/";
const retryAfterSeconds = 2;

/** What hono itself refuses, in our codes. */
const fromHttpException = ({ status, message }: HTTPException): DomainError => {
  switch (status) {
    case 400:
      return new DomainError("body.malformed", { detail: "The body is not valid JSON." });
    case 413:
      return new DomainError("body.too_large", { detail: "The body is larger than allowed." });
    case 415:
      return new DomainError("body.unsupported_media_type", {
        detail: "Send the body as application/json.",
      });
    default:
      return new DomainError("internal", { detail: message });
  }
};

const toDomainError = (error: unknown, isUnavailable: (error: unknown) => boolean): DomainError => {
  if (error instanceof DomainError) {
    return error;
  }
  if (error instanceof HTTPException) {
    return fromHttpException(error);
  }
  return isUnavailable(error)
    ? new DomainError("service.unavailable", { detail: "Nothing was changed. Try again in a moment." })
    : // Whatever it was, its message may hold anything: it goes to the log alone.
      new DomainError("internal", { detail: "The error was logged under this instance." });
};

/** A refusal as an RFC 9457 problem document. */
export const problemOf = ({ code, message, errors, extensions }: DomainError, traceId: string) => ({
  ...extensions,
  type: `${typeBase}${code}`,
  title: problems[code].title,
  status: problems[code].status,
  detail: message,
  instance: `urn:uuid:${traceId}`,
  code,
  ...(errors.length > 0 ? { errors: [...errors] } : {}),
});

/** Any error as an RFC 9457 problem document; what is not ours to tell stays in the log. */
export const toProblem = (
  c: RequestContext,
  error: unknown,
  isUnavailable: (error: unknown) => boolean,
): Response => {
  const problem = problemOf(toDomainError(error, isUnavailable), c.var.traceId);
  const { status } = problem;
  if (status === 503) {
    c.header("Retry-After", String(retryAfterSeconds));
  }
  if (status === 401) {
    c.header("WWW-Authenticate", "Bearer");
  }
  return c.body(JSON.stringify(problem), status, { "Content-Type": "application/problem+json" });
};
