import type { Id } from "../../db/schema/columns.ts";
import type { Actor, Auth } from "../context.ts";

export type AuditTarget = {
  readonly type:
    | "tenant"
    | "api_key"
    | "member"
    | "group"
    | "policy"
    | "integration"
    | "kind"
    | "approval_request"
    | "stage"
    | "assignment"
    | "delegation"
    | "grant"
    | "workflow_run"
    | "service_task"
    | "document"
    | "notification"
    | "outbox_message";
  readonly id: string;
  readonly version?: number;
};

/** What a verb says of its write. Ids and facts: no secrets, no addresses. */
export type AuditEntry = {
  /** `noun.past_tense`. */
  readonly action: string;
  readonly target: AuditTarget;
  readonly requestId?: Id<"request">;
  /** What a reader needs to understand the event; must survive JSON unchanged. */
  readonly detail?: Readonly<Record<string, unknown>>;
};

/** The body that is hashed, as it stands in canonical JSON. */
export type AuditBody = {
  readonly v: 1;
  readonly id: Id<"auditEvent">;
  readonly tenantId: Id<"tenant">;
  readonly action: string;
  readonly actor: Actor;
  readonly auth: Auth;
  readonly target: AuditTarget;
  readonly requestId: Id<"request"> | null;
  readonly traceId: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

export type AuditEvent = Omit<AuditBody, "v" | "tenantId"> & {
  readonly seq: number;
  /** RFC 3339 with microseconds, by the database's clock. */
  readonly at: string;
  readonly hash: string;
  readonly prev: string;
};
