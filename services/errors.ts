import type { FieldError } from "./kinds/model.ts";

/**
 * The closed catalogue of what can go wrong for a caller. `api/problem.ts` maps each to a status and a title;
 * a code without a mapping does not compile.
 */
export const errorCodes = [
  "body.malformed",
  "body.invalid",
  "body.too_large",
  "body.unsupported_media_type",
  "query.invalid",
  "credentials.missing",
  "credentials.invalid",
  "scope.missing",
  "tenant.suspended",
  "resource.not_found",
  "route.not_found",
  "method.not_allowed",
  "idempotency_key.invalid",
  "idempotency_key.reused",
  "revision.mismatch",
  "resource.conflict",
  "reference.unknown",
  "member.manager_cycle",
  "policy.none_published",
  "policy.no_match",
  "policy.condition_failed",
  "policy.no_approver",
  "policy.version_not_draft",
  "policy.lint_failed",
  "approval_request.kind_unknown",
  "approval_request.duplicate",
  "approval_request.not_pending",
  "approval_request.committed",
  "approval_request.not_editable",
  "stage.no_escalation",
  "stage.reminded_recently",
  "approval_request.not_resubmittable",
  "stage.not_active",
  "assignment.not_open",
  "decision.recorded_otherwise",
  "decision.version_outdated",
  "decision.deadline_passed",
  "decision.not_eligible",
  "decision.reason_required",
  "decision.assurance_too_low",
  "actor.not_allowed",
  "delegation.cycle",
  "action_token.unavailable",
  "action_token.issued",
  "action_token.unknown",
  "action_token.mismatch",
  "action_token.used",
  "action_token.expired",
  "action_token.void",
  "link.void",
  "service_task.answered_otherwise",
  "service_task.not_open",
  "document.deleted",
  "service.unavailable",
  "internal",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export type ErrorDetail = {
  /** A sentence for the caller's developer: what happened and what to do. Never holds a secret or another tenant's data. */
  readonly detail: string;
  /** The offending fields, by RFC 6901 pointer into the body, or by "?name" for a query parameter. */
  readonly errors?: readonly FieldError[];
  /** Further members of the problem document (RFC 9457 section 3.2), such as the recorded decision. */
  readonly extensions?: Readonly<Record<string, unknown>>;
};

/** What a verb throws when the caller, not the system, is at fault. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[];
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, { detail, errors = [], extensions = {} }: ErrorDetail) {
    super(detail);
    this.name = "DomainError";
    this.code = code;
    this.errors = errors;
    this.extensions = extensions;
  }
}

/** One body for the unknown, the foreign and the malformed id, so that none tells which it was. */
export const notFound = (): DomainError =>
  new DomainError("resource.not_found", { detail: "There is no such resource." });
