import type { Id } from "../../db/schema/columns.ts";
import type { Runtime } from "../../services/context.ts";
import { createApprovalActivities } from "../../workflows/approval/activities.ts";
import { call } from "./client.ts";
import type { FurnishedTenant } from "./furnished-tenant.ts";

type Site = { readonly url: string; readonly runtime: Runtime };

/** Plays the workflow up to where it waits for the first stage, and answers the seat that has opened. */
export const openSeat = async ({ url, runtime }: Site, tenant: FurnishedTenant): Promise<string> => {
  const activities = createApprovalActivities(runtime);
  const run = {
    tenantId: tenant.tenantId as Id<"tenant">,
    requestId: tenant.ids.request as Id<"request">,
    runId: tenant.ids.run as Id<"run">,
    version: 2,
  };
  const routed = await activities.route(run);
  const [position] = routed.outcome === "staged" ? routed.positions : [];
  if (position === undefined) {
    throw new Error(`the request has no stage: it was ${routed.outcome}`);
  }
  await activities.awaitPosition({
    ...run,
    stageIds: position.stageIds,
    callbackId: "callback-of-a-test",
  });
  const { body } = await call<{ data: readonly { readonly id: string }[] }>(
    `${url}/v1/assignments?requestId=${run.requestId}&status=open`,
    { bearer: tenant.key },
  );
  const [seat] = body.data;
  if (seat === undefined) {
    throw new Error("no seat has opened");
  }
  return seat.id;
};
