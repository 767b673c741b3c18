import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Id } from "../../../db/schema/columns.ts";
import { inTenant } from "../../../services/in-tenant.ts";
import { answerByLink, readTask } from "../../../services/task-links/index.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { expectRefusal } from "../../support/tenant.ts";
import { openTaskCase } from "./case.ts";

let opened: TestRuntime;
beforeAll(async () => {
  opened = await openRuntime();
});
afterAll(() => opened.close());

test("the link of a member who has left since its page was shown answers nothing", async () => {
  const { runtime } = opened;
  const { ctx, id, ids, read } = await openTaskCase(runtime, {
    tasks: ["payment.*"],
    performer: { role: "tenant_admin" },
  });
  const [link] = (await inTenant(ctx, (tx) => tx.execute(sql`select jti from task_links`))) as unknown as {
    jti: string;
  }[];
  const identity = {
    tenantId: ctx.tenantId,
    jti: link?.jti ?? "",
    taskId: id,
    memberId: ids.gus as Id<"member">,
  };
  const shown = await readTask(runtime, identity);
  const answer = { answerName: "done", fields: {}, comment: null, contentHash: shown?.contentHash ?? "" };
  await inTenant(ctx, (tx) =>
    tx.execute(sql`update members set status = 'disabled' where email like 'gus@%'`),
  );
  const given = () => answerByLink(runtime, identity, { answer, uploads: [], code: "", traceId: "trace" });
  await expectRefusal(ctx, given, { code: "link.void" });
  expect(await read()).toMatchObject({ status: "pending" });
  await inTenant(ctx, (tx) => tx.execute(sql`update members set status = 'active' where email like 'gus@%'`));
  expect(await given()).toEqual({ outcome: "recorded" });
});
