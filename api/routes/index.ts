import type { App } from "../app.ts";
import type { ApiDependencies } from "../environment.ts";
import { redeemActionTokenRoute } from "./action-tokens/redeem.ts";
import { createApiKeyRoute } from "./api-keys/create.ts";
import { listApiKeysRoute } from "./api-keys/list.ts";
import { revokeApiKeyRoute } from "./api-keys/revoke.ts";
import { issueActionTokenRoute } from "./approval-requests/action-token.ts";
import { addApproverRoute } from "./approval-requests/add-approver.ts";
import { cancelRoute } from "./approval-requests/cancel.ts";
import { commentRoute } from "./approval-requests/comment.ts";
import { createApprovalRequestRoute } from "./approval-requests/create.ts";
import { editRoute } from "./approval-requests/edit.ts";
import { escalateRoute } from "./approval-requests/escalate.ts";
import { getApprovalRequestRoute } from "./approval-requests/get.ts";
import { listCommentsRoute } from "./approval-requests/list-comments.ts";
import { listDocumentsRoute } from "./approval-requests/list-documents.ts";
import { listApprovalRequestsRoute } from "./approval-requests/list.ts";
import { remindRoute } from "./approval-requests/remind.ts";
import { overrideRoute } from "./approval-requests/override.ts";
import { resubmitRoute } from "./approval-requests/resubmit.ts";
import { getTimelineRoute } from "./approval-requests/timeline.ts";
import { whyRoute } from "./approval-requests/why.ts";
import { withdrawRoute } from "./approval-requests/withdraw.ts";
import { decideRoute } from "./assignments/decide.ts";
import { delegateRoute } from "./assignments/delegate.ts";
import { listAssignmentsRoute } from "./assignments/list.ts";
import { reassignRoute } from "./assignments/reassign.ts";
import { listAuditEventsRoute } from "./audit-events/list.ts";
import { listDeadLettersRoute } from "./dead-letters/list.ts";
import { retryDeadLetterRoute } from "./dead-letters/retry.ts";
import { decideManyRoute } from "./decisions/decide-many.ts";
import { createDelegationRoute } from "./delegations/create.ts";
import { getDelegationRoute } from "./delegations/get.ts";
import { listDelegationsRoute } from "./delegations/list.ts";
import { revokeDelegationRoute } from "./delegations/revoke.ts";
import { getDocumentRoute } from "./documents/get.ts";
import { getDocumentContentRoute } from "./documents/get-content.ts";
import { createGrantRoute } from "./grants/create.ts";
import { getGrantRoute } from "./grants/get.ts";
import { listGrantsRoute } from "./grants/list.ts";
import { revokeGrantRoute } from "./grants/revoke.ts";
import { createGroupRoute } from "./groups/create.ts";
import { getGroupRoute } from "./groups/get.ts";
import { listGroupsRoute } from "./groups/list.ts";
import { updateGroupRoute } from "./groups/update.ts";
import { createIntegrationRoute } from "./integrations/create.ts";
import { disableIntegrationRoute } from "./integrations/disable.ts";
import { getIntegrationRoute } from "./integrations/get.ts";
import { listIntegrationsRoute } from "./integrations/list.ts";
import { getKindSettingsRoute } from "./kinds/get-settings.ts";
import { listKindsRoute } from "./kinds/list.ts";
import { changeKindSettingsRoute } from "./kinds/change-settings.ts";
import { createMemberRoute } from "./members/create.ts";
import { getMemberRoute } from "./members/get.ts";
import { listMembersRoute } from "./members/list.ts";
import { updateMemberRoute } from "./members/update.ts";
import { createPolicyVersionRoute } from "./policies/create-version.ts";
import { createPolicyRoute } from "./policies/create.ts";
import { getPolicyRoute } from "./policies/get.ts";
import { listPoliciesRoute } from "./policies/list.ts";
import { previewPolicyRoute } from "./policies/preview.ts";
import { publishPolicyRoute } from "./policies/publish.ts";
import { simulatePolicyRoute } from "./policies/simulate.ts";
import { getRunRoute } from "./runs/get.ts";
import { listRunsRoute } from "./runs/list.ts";
import { answerTaskRoute } from "./service-tasks/answer.ts";
import { completeTaskRoute } from "./service-tasks/complete.ts";
import { failTaskRoute } from "./service-tasks/fail.ts";
import { getServiceTaskRoute } from "./service-tasks/get.ts";
import { heartbeatTaskRoute } from "./service-tasks/heartbeat.ts";
import { listServiceTasksRoute } from "./service-tasks/list.ts";
import { getOwnTenantRoute } from "./tenant/get.ts";
import { createTenantApiKeyRoute } from "./tenants/create-api-key.ts";
import { createTenantRoute } from "./tenants/create.ts";
import { getTenantRoute } from "./tenants/get.ts";
import { listTenantsRoute } from "./tenants/list.ts";
import { resumeTenantRoute } from "./tenants/resume.ts";
import { suspendTenantRoute } from "./tenants/suspend.ts";
import { updateTenantRoute } from "./tenants/update.ts";

const tenantRoutes = [
  getOwnTenantRoute,
  createApiKeyRoute,
  listApiKeysRoute,
  revokeApiKeyRoute,
  createMemberRoute,
  listMembersRoute,
  getMemberRoute,
  updateMemberRoute,
  createGroupRoute,
  listGroupsRoute,
  getGroupRoute,
  updateGroupRoute,
  createPolicyRoute,
  listPoliciesRoute,
  getPolicyRoute,
  createPolicyVersionRoute,
  publishPolicyRoute,
  previewPolicyRoute,
  simulatePolicyRoute,
  listKindsRoute,
  getKindSettingsRoute,
  changeKindSettingsRoute,
  createIntegrationRoute,
  listIntegrationsRoute,
  getIntegrationRoute,
  disableIntegrationRoute,
  createApprovalRequestRoute,
  listApprovalRequestsRoute,
  getApprovalRequestRoute,
  getTimelineRoute,
  whyRoute,
  withdrawRoute,
  cancelRoute,
  remindRoute,
  escalateRoute,
  editRoute,
  resubmitRoute,
  overrideRoute,
  addApproverRoute,
  commentRoute,
  listCommentsRoute,
  listDocumentsRoute,
  getDocumentRoute,
  getDocumentContentRoute,
  listAssignmentsRoute,
  decideRoute,
  decideManyRoute,
  reassignRoute,
  delegateRoute,
  createDelegationRoute,
  listDelegationsRoute,
  getDelegationRoute,
  revokeDelegationRoute,
  createGrantRoute,
  listGrantsRoute,
  getGrantRoute,
  revokeGrantRoute,
  issueActionTokenRoute,
  redeemActionTokenRoute,
  listAuditEventsRoute,
  listRunsRoute,
  getRunRoute,
  listServiceTasksRoute,
  getServiceTaskRoute,
  completeTaskRoute,
  failTaskRoute,
  heartbeatTaskRoute,
  answerTaskRoute,
];

const operatorRoutes = [
  createTenantRoute,
  listTenantsRoute,
  getTenantRoute,
  updateTenantRoute,
  suspendTenantRoute,
  resumeTenantRoute,
  createTenantApiKeyRoute,
  listDeadLettersRoute,
  retryDeadLetterRoute,
];

export const mountTenantRoutes = (app: App): void => {
  for (const mount of tenantRoutes) {
    mount(app);
  }
};

export const mountOperatorRoutes = (app: App, dependencies: ApiDependencies): void => {
  for (const mount of operatorRoutes) {
    mount(app, dependencies);
  }
};
