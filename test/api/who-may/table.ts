import type { ErrorCode } from "../../../services/errors.ts";
import type { requestStatuses } from "../../../services/statuses.ts";

export type Status = (typeof requestStatuses)[number];
/** "ok", or the code with which it is refused. */
export type Verdict = "ok" | ErrorCode;

/** Who calls. Each person is named as `actingMemberId` (a comment's `memberId`) by the tenant's own system. */
export const roles = {
  key: "key with the scope, for nobody",
  keyWithoutScope: "key without the scope",
  requester: "requester",
  approver: "approver in the seat",
  delegate: "delegate in the seat",
  principal: "principal of that delegate",
  other: "any other member",
  admin: "tenant admin",
  operator: "operator's token",
} as const;
export type Role = keyof typeof roles;

export type Action = {
  readonly route: string;
  readonly byRole: Readonly<Record<Role, Verdict>>;
  /** Of a request in that status, once the caller may at all. */
  readonly byStatus: Readonly<Record<Status, Verdict>>;
};

const byRole = (no: Verdict, allowed: readonly Role[], key: Verdict = "ok"): Action["byRole"] => {
  const person = (role: Role): Verdict => (allowed.includes(role) ? "ok" : no);
  return {
    key,
    keyWithoutScope: "scope.missing",
    requester: person("requester"),
    approver: person("approver"),
    delegate: person("delegate"),
    principal: person("principal"),
    other: person("other"),
    admin: person("admin"),
    operator: "credentials.invalid",
  };
};

const byStatus = (no: Verdict, allowed: readonly Status[]): Action["byStatus"] => {
  const of = (status: Status): Verdict => (allowed.includes(status) ? "ok" : no);
  return {
    draft: of("draft"),
    pending: of("pending"),
    approved: of("approved"),
    rejected: of("rejected"),
    returned: of("returned"),
    withdrawn: of("withdrawn"),
    canceled: of("canceled"),
    expired: of("expired"),
  };
};

const seated = ["approver", "delegate"] as const;
const everybody = ["requester", "approver", "delegate", "principal", "other", "admin"] as const;
const notOver = ["draft", "pending", "returned"] as const;
/** What is approved can be taken back while its run is under way. */
const undoable = [...notOver, "approved"] as const;
const everyStatus = [...undoable, "rejected", "withdrawn", "canceled", "expired"] as const;

const decisions = {
  byRole: byRole("decision.not_eligible", seated),
  byStatus: byStatus("assignment.not_open", ["pending"]),
};
const passingOn = {
  byRole: byRole("actor.not_allowed", [...seated, "admin"]),
  byStatus: byStatus("assignment.not_open", ["pending"]),
};

const chasing = {
  byRole: byRole("actor.not_allowed", ["requester", "admin"]),
  byStatus: byStatus("approval_request.not_pending", ["pending"]),
};

/** Every action on a request and its seats: who may, and in which status. The README and the tests are made from it. */
export const actions = {
  decide: { route: "POST /v1/assignments/{id}/decision", ...decisions },
  "decide many": { route: "POST /v1/decisions", ...decisions },
  reassign: { route: "POST /v1/assignments/{id}/reassign", ...passingOn },
  delegate: { route: "POST /v1/assignments/{id}/delegate", ...passingOn },
  "add-approver": {
    route: "POST /v1/approval-requests/{id}/add-approver",
    byRole: byRole("actor.not_allowed", [...seated, "admin"]),
    byStatus: byStatus("stage.not_active", ["pending"]),
  },
  comment: {
    route: "POST /v1/approval-requests/{id}/comment",
    byRole: byRole("actor.not_allowed", everybody),
    byStatus: byStatus("approval_request.not_pending", everyStatus),
  },
  withdraw: {
    route: "POST /v1/approval-requests/{id}/withdraw",
    byRole: byRole("actor.not_allowed", ["requester"]),
    byStatus: byStatus("approval_request.not_pending", undoable),
  },
  cancel: {
    route: "POST /v1/approval-requests/{id}/cancel",
    byRole: byRole("actor.not_allowed", ["admin"]),
    byStatus: byStatus("approval_request.not_pending", undoable),
  },
  edit: {
    route: "POST /v1/approval-requests/{id}/edit",
    byRole: byRole("actor.not_allowed", ["requester"]),
    // Some kinds let what is approved be edited, too; orders, which the table is about, do not.
    byStatus: byStatus("approval_request.not_editable", ["pending"]),
  },
  resubmit: {
    route: "POST /v1/approval-requests/{id}/resubmit",
    byRole: byRole("actor.not_allowed", ["requester"]),
    byStatus: byStatus("approval_request.not_resubmittable", ["returned"]),
  },
  override: {
    route: "POST /v1/approval-requests/{id}/override",
    byRole: byRole("actor.not_allowed", ["admin"], "body.invalid"),
    byStatus: byStatus("approval_request.not_pending", ["pending"]),
  },
  remind: { route: "POST /v1/approval-requests/{id}/remind", ...chasing },
  escalate: { route: "POST /v1/approval-requests/{id}/escalate", ...chasing },
  "answer task": {
    route: "POST /v1/service-tasks/{id}/answer",
    byRole: byRole("actor.not_allowed", ["admin"]),
    byStatus: byStatus("service_task.not_open", everyStatus),
  },
} as const satisfies Record<string, Action>;
export type ActionName = keyof typeof actions;

/** A caller who may not is told so before the status is looked at. */
export const verdictOf = (action: ActionName, role: Role, status: Status): Verdict => {
  const { byRole: roleVerdicts, byStatus: statusVerdicts } = actions[action];
  return roleVerdicts[role] === "ok" ? statusVerdicts[status] : roleVerdicts[role];
};
