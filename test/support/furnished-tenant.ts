import { readFileSync } from "node:fs";
import { type ApiTenant, createTenantOverApi } from "./api.ts";

/** One of everything that a tenant can have, by what the paths call it. */
export type FurnishedTenant = ApiTenant & {
  readonly ids: Readonly<
    Record<
      "member" | "group" | "policy" | "integration" | "request" | "run" | "apiKey" | "delegation" | "grant",
      string
    >
  >;
};

type Created = { readonly id: string };

export const orderPayload = (): Record<string, unknown> => {
  const [line] = readFileSync(new URL("../data/orders.ndjson", import.meta.url), "utf8").split("\n");
  const { requestedBy: _requester, ...payload } = JSON.parse(line ?? "{}") as Record<string, unknown>;
  return payload;
};

const dayMilliseconds = 86_400_000;

/** A grant that lives for a day, given by that admin. */
export const newGrant = (actingMemberId: string) => ({
  agentEmail: "agent@acme.example",
  tool: "crm.archive",
  argumentsPattern: {
    list: "newsletter",
    id: { prefix: "c-" },
    kind: { oneOf: ["a", 1, null] },
    days: { max: 9 },
  },
  usesMax: 3,
  endsAt: new Date(Date.now() + dayMilliseconds).toISOString(),
  reason: "Tidying up",
  actingMemberId,
});

export const furnishTenant = async (url: string, name: string): Promise<FurnishedTenant> => {
  const tenant = await createTenantOverApi(url, name);
  const { post } = tenant;
  const manager = await post<Created>("/v1/members", { email: "boss@acme.example", name: "Boss" });
  const member = await post<Created>("/v1/members", {
    email: "ann@acme.example",
    name: "Ann",
    managerId: manager.id,
  });
  const group = await post<Created>("/v1/groups", { name: "finance", memberIds: [manager.id] });
  const stage = { name: "manager", approvers: [{ manager: 1 }], quorum: "any" };
  const policy = await post<Created>("/v1/policies", {
    kind: "order",
    name: "Orders",
    rules: [{ name: "all", stages: [stage] }],
  });
  await post(`/v1/policies/${policy.id}/publish`, { version: 1 });
  const integration = await post<Created>("/v1/integrations", {
    tasks: ["payment.*"],
    url: "https://acme.example/tasks",
  });
  const apiKey = await post<Created>("/v1/api-keys", { name: "second" });
  const request = await post<Created & { run: Created }>("/v1/approval-requests", {
    kind: "order",
    title: "Order 1",
    requester: { memberId: member.id },
    payload: orderPayload(),
  });
  const delegation = await post<Created>("/v1/delegations", {
    principalId: manager.id,
    delegateId: member.id,
    startsAt: "2040-01-01T00:00:00Z",
    endsAt: "2040-02-01T00:00:00Z",
  });
  const admin = await post<Created>("/v1/members", {
    email: "admin@acme.example",
    name: "Admin",
    roles: ["tenant_admin"],
  });
  const grant = await post<Created>("/v1/grants", newGrant(admin.id));
  await post(`/v1/approval-requests/${request.id}/comment`, { text: "Please look at line 2" });
  return {
    ...tenant,
    ids: {
      member: member.id,
      group: group.id,
      policy: policy.id,
      integration: integration.id,
      request: request.id,
      run: request.run.id,
      apiKey: apiKey.id,
      delegation: delegation.id,
      grant: grant.id,
    },
  };
};
