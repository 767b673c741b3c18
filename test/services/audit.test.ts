import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context } from "../../services/context.ts";
import { createGroup } from "../../services/groups/index.ts";
import { verifyAudit } from "../support/audit.ts";
import { openRuntime, type TestRuntime } from "../support/runtime.ts";
import { openTenant } from "../support/tenant.ts";

let opened: TestRuntime;
/** Somebody who owns the database: row-level security and triggers do not stop them, the verifier must see it. */
let intruder: postgres.Sql;
let ctx: Context;
beforeAll(async () => {
  opened = await openRuntime();
  intruder = postgres(opened.database.adminUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await intruder.end();
  await opened.close();
});
beforeEach(async () => {
  ctx = await openTenant(opened.runtime, "Audited");
  for (const name of ["one", "two", "three", "four"]) {
    await createGroup(ctx, { name, memberIds: [] });
  }
});

const faultOf = async (): Promise<string | null> => {
  const reports = await verifyAudit(opened.database.adminUrl);
  return reports.find(({ tenantId }) => `ten_${tenantId}` === ctx.tenantId)?.fault ?? null;
};

const tamper = (statement: string): Promise<unknown> =>
  intruder.begin(async (tx) => {
    await tx.unsafe("alter table audit_events disable trigger all");
    await tx.unsafe(statement.replace("$tenant", `tenant_id = '${ctx.tenantId.slice(4)}'`));
    await tx.unsafe("alter table audit_events enable always trigger audit_events_append_only");
    await tx.unsafe("alter table audit_events enable always trigger audit_events_no_truncate");
  });

test("a log that nobody touched verifies", async () => {
  expect(await faultOf()).toBeNull();
});

test("events that are written at the same moment make one chain without gaps", async () => {
  await Promise.all(
    Array.from({ length: 30 }, (_, index) => createGroup(ctx, { name: `group ${index}`, memberIds: [] })),
  );
  expect(await faultOf()).toBeNull();
});

test.each([
  [
    "update audit_events set body = convert_to(replace(convert_from(body, 'UTF8'), 'two', 'TWO'), 'UTF8') where $tenant and seq = 3",
    "seq 3: the content does not match its hash",
  ],
  [
    "update audit_events set at_microseconds = at_microseconds + 1 where $tenant and seq = 2",
    "seq 2: the content does not match its hash",
  ],
  [
    "update audit_events set action = 'group.deleted' where $tenant and seq = 4",
    "seq 4: a column differs from the hashed content",
  ],
  ["delete from audit_events where $tenant and seq = 2", "seq 2: the row is missing"],
  [
    "delete from audit_events where $tenant and seq >= 4",
    "seq 4 to 5: rows are missing at the end (the head says 5)",
  ],
  [
    "update audit_events set hash = sha256(hash) where $tenant and seq = 5",
    "seq 5: the content does not match its hash",
  ],
])("%s is found and named", async (statement, fault) => {
  await tamper(statement);
  expect(await faultOf()).toBe(fault);
});
