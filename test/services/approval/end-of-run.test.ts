import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inTenant } from "../../../services/in-tenant.ts";
import { finishRun } from "../../../services/runs/finish.ts";
import { openOffice } from "../../support/office.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { auditedBy } from "../../support/tenant.ts";

let opened: TestRuntime;
beforeAll(async () => {
  opened = await openRuntime();
});
afterAll(() => opened.close());

test("a run does not end as carried out while an edit has its request wait for approvals", async () => {
  const office = await openOffice(opened.runtime, "Reopened");
  const { ctx } = office;
  await office.rule(({ ids }) => ({
    stages: [{ name: "one", approvers: [{ member: ids.bob }], quorum: "any" }],
  }));
  const { id, run } = await office.ask();
  if (run === null) throw new Error("the request has no run");
  const finish = () => finishRun(ctx, { runId: run.id, outcome: "carried_out" });
  expect(
    await auditedBy(ctx, async () => expect(await finish()).toEqual({ ended: false, isReopened: true })),
  ).toEqual([]);
  await inTenant(ctx, (tx) =>
    tx.execute(sql`update approval_requests set status = 'approved' where id = ${id.slice(4)}`),
  );
  expect(await finish()).toEqual({ ended: true });
  expect(await finish()).toEqual({ ended: true });
});
