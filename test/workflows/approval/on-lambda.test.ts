import { afterAll, beforeAll, expect, test } from "vitest";
import { createCallbackCompleter } from "../../../services/adapters/callback-completer.ts";
import { completeCallback } from "../../../services/callbacks/complete.ts";
import type { Context, Runtime } from "../../../services/context.ts";
import { decide } from "../../../services/decisions/index.ts";
import type { Outbox } from "../../../services/outbox/model.ts";
import { createPolicy, publishPolicy } from "../../../services/policies/index.ts";
import { getRequest, getTimeline, type RequestDetail } from "../../../services/requests/index.ts";
import type { RunInput } from "../../../services/runs/model.ts";
import { createApprovalActivities } from "../../../workflows/approval/activities.ts";
import { newBudget, runApproval } from "../../../workflows/approval/workflow.ts";
import { openService } from "../../local/lambda/support/service.ts";
import { eventually } from "../../support/one-order.ts";
import { askForOrder } from "../../support/pending-order.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { openTenant } from "../../support/tenant.ts";
import { createPeople, type People } from "../../support/timed-order.ts";

let opened: TestRuntime;
let service: Awaited<ReturnType<typeof openService>>;
/** As in a deployment: what rings goes to the Lambda service. */
let runtime: Runtime;
const notRung: unknown[] = [];
/** Rings right after the commit, whoever rings: a decision, or a run that comes to wait when all has been decided. */
const outbox: Outbox = {
  hasRoom: () => true,
  dispatch: (messages) => {
    for (const message of messages) {
      if (message.kind !== "callback.complete") continue;
      completeCallback(runtime, message).catch((error: unknown) => notRung.push(error));
    }
  },
};
beforeAll(async () => {
  opened = await openRuntime({ outbox });
  service = await openService((durable) => ({
    approval: {
      handler: durable((event: RunInput, context) =>
        runApproval(
          createApprovalActivities(opened.runtime),
          { run: event, budget: newBudget(), round: 1 },
          context,
        ),
      ),
    },
  }));
  const callbacks = createCallbackCompleter(service.client);
  runtime = { ...opened.runtime, ports: { ...opened.runtime.ports, callbacks } };
});
afterAll(async () => {
  expect(notRung).toEqual([]);
  await service.close();
  await opened.close();
});

/** An order whose run is under way on the Lambda service. */
const start = async (stages: (people: People) => readonly object[]) => {
  const ctx = await openTenant(runtime);
  const people = await createPeople(ctx);
  const rules = [{ name: "all", stages: stages(people) }];
  const policy = await createPolicy(ctx, { kind: "order", name: "Orders", rules });
  await publishPolicy(ctx, { policyId: policy.id, version: 1 });
  const { ann, boss, carol } = people;
  const order = await askForOrder(ctx, { requesterId: ann, managerId: boss, controllerId: carol });
  const run = { version: 2, tenantId: ctx.tenantId, requestId: order.id, runId: order.run?.id };
  return { ctx, order, arn: await service.start("approval", run) };
};

/** Approves as the person does. */
const approve = async (ctx: Context, order: RequestDetail, name: string): Promise<void> => {
  const seat = await eventually(`the open seat of ${name}`, async () => {
    const seats = (await getRequest(ctx, order.id)).stages.flatMap(({ assignments }) => assignments);
    return seats.find(({ memberName, status }) => memberName === name && status === "open") ?? null;
  });
  const decision = { assignmentId: seat.id, outcome: "approve", requestVersion: 1 } as const;
  await decide(ctx, { ...decision, via: "api", assurance: "api_key" });
};

const told = async (ctx: Context, order: RequestDetail) =>
  (await getTimeline(ctx, order.id)).data.map(({ action }) => action);

test("a silent stage is reminded, escalated and rejected by the run's own timers", async () => {
  const { ctx, order, arn } = await start(() => [
    {
      name: "manager",
      approvers: [{ manager: 1 }],
      quorum: "any",
      reminders: ["PT1S"],
      escalation: [{ after: "PT3S", to: { manager: 1 } }],
      deadline: "PT5S",
      onDeadline: "reject",
    },
  ]);
  const { Status, Result } = await service.ended(arn);
  expect([Status, Result]).toEqual(["SUCCEEDED", '"ended"']);
  expect(await told(ctx, order)).toEqual([
    "approval_request.created",
    "approval_request.routed",
    "stage.opened",
    "stage.reminded",
    "stage.escalated",
    "approval_request.rejected",
  ]);
  expect((await getRequest(ctx, order.id)).status).toBe("rejected");
});

test("a run wakes by a ring from any stage of its position, and opens the next when all have passed", async () => {
  const { ctx, order, arn } = await start((people) => [
    { name: "legal", approvers: [{ member: people.carol }], quorum: "any" },
    { name: "audit", approvers: [{ member: people.dan }], quorum: "any", parallelWith: "legal" },
    { name: "board", approvers: [{ member: people.chief }], quorum: "any" },
  ]);
  await approve(ctx, order, "Dan");
  await approve(ctx, order, "Carol");
  await approve(ctx, order, "Chief");
  expect((await service.ended(arn)).Result).toBe('"approved"');
  expect((await getRequest(ctx, order.id)).status).toBe("approved");
});
