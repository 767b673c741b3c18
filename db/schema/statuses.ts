/** The status vocabularies of the design. Machines in services are checked against these types. */
export const tenantStatuses = ["active", "suspended"] as const;
export type TenantStatus = (typeof tenantStatuses)[number];

export const memberStatuses = ["active", "disabled"] as const;
export type MemberStatus = (typeof memberStatuses)[number];

/** What a member may be beyond a person in the directory. */
export const memberRoles = ["tenant_admin"] as const;
export type MemberRole = (typeof memberRoles)[number];

export const policyVersionStatuses = ["draft", "published", "retired"] as const;
export type PolicyVersionStatus = (typeof policyVersionStatuses)[number];

export const requestStatuses = [
  "draft",
  "pending",
  "approved",
  "rejected",
  "returned",
  "withdrawn",
  "canceled",
  "expired",
] as const;
export type RequestStatus = (typeof requestStatuses)[number];

export const stageStatuses = [
  "not_started",
  "active",
  "approved",
  "rejected",
  "skipped",
  "canceled",
] as const;
export type StageStatus = (typeof stageStatuses)[number];

/** `veto`: the first rejection rejects the stage; `majorityOutOfReach`: only when the quorum is out of reach. */
export const rejections = ["veto", "majorityOutOfReach"] as const;
export type Rejection = (typeof rejections)[number];

/** What becomes of the request when a stage's deadline passes. */
export const deadlineEnds = ["expire", "reject", "approve"] as const;
export type OnDeadline = (typeof deadlineEnds)[number];

export const assignmentStatuses = [
  "pending",
  "open",
  "decided",
  "reassigned",
  "delegated",
  "recused",
  "not_required",
  "expired",
] as const;
export type AssignmentStatus = (typeof assignmentStatuses)[number];

export const decisionOutcomes = ["approve", "reject", "return", "recuse"] as const;
export type DecisionOutcome = (typeof decisionOutcomes)[number];

export const decisionChannels = ["email_link", "api", "web", "system"] as const;
export type DecisionChannel = (typeof decisionChannels)[number];

export const assuranceLevels = ["link", "code", "session", "api_key"] as const;
export type AssuranceLevel = (typeof assuranceLevels)[number];

export const linkStatuses = ["active", "used", "superseded", "revoked"] as const;
export type LinkStatus = (typeof linkStatuses)[number];

export const runStatuses = [
  "running",
  "waiting",
  "compensating",
  "completed",
  "compensated",
  "failed",
  "canceled",
  "timed_out",
] as const;
export type RunStatus = (typeof runStatuses)[number];

export const serviceTaskStatuses = [
  "pending",
  "accepted",
  "completed",
  "declined",
  "failed",
  "canceled",
] as const;
export type ServiceTaskStatus = (typeof serviceTaskStatuses)[number];

/** Whether the tenant's own system does a task, a person by hand, or the agent that asked, who proves it by its token. */
export const taskPerformers = ["integration", "person", "agent"] as const;
export type TaskPerformer = (typeof taskPerformers)[number];

export const timerStatuses = ["waiting", "reached", "canceled"] as const;
export type TimerStatus = (typeof timerStatuses)[number];

export const notificationStatuses = ["queued", "sent", "failed"] as const;
export type NotificationStatus = (typeof notificationStatuses)[number];

export const outboxKinds = [
  "run.start",
  "callback.complete",
  "mail.send",
  "task.perform",
  "delegation.begin",
  "request.follow_up",
  "task.remind",
] as const;
export type OutboxKind = (typeof outboxKinds)[number];
