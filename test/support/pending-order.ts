import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../../services/context.ts";
import { createMember } from "../../services/members/index.ts";
import { createPolicy, publishPolicy } from "../../services/policies/index.ts";
import { createRequest, getRequest, type RequestDetail } from "../../services/requests/index.ts";
import { routeRequest } from "../../services/requests/route.ts";
import { awaitPosition } from "../../services/stages/open.ts";
import { orderPayload } from "./furnished-tenant.ts";

type Rules = (people: { readonly manager: string; readonly controller: string }) => unknown[];

const oneManager: Rules = () => [
  { name: "all", stages: [{ name: "manager", approvers: [{ manager: 1 }], quorum: "any" }] },
];

export type PreparedTenant = {
  readonly requesterId: Id<"member">;
  readonly managerId: Id<"member">;
  readonly controllerId: Id<"member">;
};

/** A requester, their manager, a controller, and a published order policy. */
export const prepareTenant = async (ctx: Context, rules: Rules = oneManager): Promise<PreparedTenant> => {
  const manager = await createMember(ctx, { email: "boss@acme.example", name: "Boss" });
  const controller = await createMember(ctx, { email: "carol@acme.example", name: "Carol" });
  const requester = await createMember(ctx, {
    email: "ann@acme.example",
    name: "Ann",
    managerId: manager.id,
  });
  const policy = await createPolicy(ctx, {
    kind: "order",
    name: "Orders",
    rules: rules({ manager: manager.id, controller: controller.id }),
  });
  await publishPolicy(ctx, { policyId: policy.id, version: 1 });
  return { requesterId: requester.id, managerId: manager.id, controllerId: controller.id };
};

export const askForOrder = (ctx: Context, { requesterId }: PreparedTenant): Promise<RequestDetail> =>
  createRequest(ctx, {
    kind: "order",
    title: "Order 1",
    requester: { memberId: requesterId },
    payload: orderPayload(),
  });

/** An order whose first position is open, as the workflow leaves it when it begins to wait. */
export const openFirstStage = async (ctx: Context, request: RequestDetail): Promise<RequestDetail> => {
  const routed = await routeRequest(ctx, request.id);
  const [position] = routed.outcome === "staged" ? routed.positions : [];
  if (position === undefined || request.run === null) {
    throw new Error("the order was not routed to a stage");
  }
  const { stageIds } = position;
  await awaitPosition(ctx, { stageIds, runId: request.run.id, callbackId: `callback-${stageIds[0]}` });
  return getRequest(ctx, request.id);
};
