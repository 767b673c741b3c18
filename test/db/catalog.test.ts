import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "../../db/migrate.ts";
import { openDatabase, type TestDatabase } from "../support/postgres/database.ts";
import { findCatalogFaults } from "./catalog-faults.ts";

let database: TestDatabase;
let admin: postgres.Sql;
beforeAll(async () => {
  database = await openDatabase();
  // A copy does not take its template's privileges on the database with it; migrating again sets them.
  await migrate(database.adminUrl);
  admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

class RolledBack extends Error {}

/** The faults that a change would bring, without keeping the change. */
const faultsAfter = async (change: string): Promise<readonly string[]> => {
  let faults: readonly string[] = [];
  const attempt = admin.begin(async (tx) => {
    await tx.unsafe(change);
    faults = await findCatalogFaults(tx);
    throw new RolledBack();
  });
  await expect(attempt).rejects.toBeInstanceOf(RolledBack);
  return faults;
};

describe("the database's catalog", () => {
  it("keeps every table inside the tenant boundary", async () => {
    const [counted] = await admin<{ tables: number }[]>`
      select count(*)::integer as tables from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r'`;
    expect(counted?.tables).toBeGreaterThan(15);
    expect(await findCatalogFaults(admin)).toEqual([]);
  });

  it("shows every fault of a table that was simply added", async () => {
    expect(await faultsAfter("create table careless (id integer primary key, member_id uuid)")).toEqual([
      "careless does not force row-level security",
      "careless has no row-level security",
      "careless has no tenant_id uuid not null",
      "careless has no tenant_isolation",
      expect.stringMatching(/^careless is owned by /),
      "careless_pkey is unique and does not lead with tenant_id",
    ]);
  });

  it.each([
    ["alter table members no force row level security", "members does not force row-level security"],
    ["alter table members disable row level security", "members has no row-level security"],
    ["drop policy tenant_isolation on members", "members has no tenant_isolation"],
    ["alter policy tenant_isolation on members using (true)", "members has no tenant_isolation"],
    ["alter policy tenant_isolation on members with check (true)", "members has no tenant_isolation"],
    ["alter policy tenant_isolation on members to public", "members has no tenant_isolation"],
    [
      "alter policy tenant_isolation on members using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)",
      "members has no tenant_isolation",
    ],
    ["create table loose (tenant_id uuid)", "loose has no tenant_id uuid not null"],
    ["create table loose (tenant_id text not null)", "loose has no tenant_id uuid not null"],
    ["alter table members owner to countersign_app", "members is owned by countersign_app"],
    ["create view everyone as select * from members", "everyone is a view that runs as its owner"],
    [
      "create unique index everyones_email on members (email)",
      "everyones_email is unique and does not lead with tenant_id",
    ],
    [
      "create unique index everyones_name on members (lower(name), tenant_id)",
      "everyones_name is unique and does not lead with tenant_id",
    ],
    [
      "alter table members add constraint loose foreign key (manager_id, tenant_id) references members (id, tenant_id)",
      "loose is a foreign key that does not lead with tenant_id on both sides",
    ],
    [
      "create policy open_house on members to countersign_app using (true)",
      "members.open_house for ALL to countersign_app is a policy without a reason",
    ],
    [
      "alter policy relay_sweep on outbox_messages to public",
      "outbox_messages.relay_sweep for ALL to public is a policy without a reason",
    ],
    ["grant delete on members to countersign_app", "members grants DELETE to countersign_app"],
    ["grant truncate on members to countersign_app", "members grants TRUNCATE to countersign_app"],
    ["grant update on decisions to countersign_app", "decisions grants UPDATE to countersign_app"],
    [
      "grant update on request_versions to countersign_app",
      "request_versions grants UPDATE to countersign_app",
    ],
    ["grant insert on audit_events to countersign_app", "audit_events grants INSERT to countersign_app"],
    ["grant update on audit_heads to countersign_app", "audit_heads grants UPDATE to countersign_app"],
    ["grant select on members to countersign_relay", "members grants SELECT to countersign_relay"],
    [
      "grant insert on outbox_messages to countersign_relay",
      "outbox_messages grants INSERT to countersign_relay",
    ],
    ["grant select on members to public", "members grants SELECT to PUBLIC"],
    [
      "grant update (outcome) on decisions to countersign_app",
      "decisions.outcome grants UPDATE to countersign_app",
    ],
    [
      "create function peek() returns bigint language sql security definer as 'select count(*) from members'",
      "peek runs as its owner without a search path of its own",
    ],
    [
      "grant execute on function find_api_key(bytea) to public",
      "find_api_key runs as its owner for everyone",
    ],
    ["alter role countersign_app bypassrls", "countersign_app is more than a plain role"],
    ["alter role countersign_relay superuser", "countersign_relay is more than a plain role"],
    ["alter role countersign_owner bypassrls", "countersign_owner steps over row-level security"],
    ["grant countersign_owner to countersign_app", "countersign_app is a member of countersign_owner"],
    ["grant create on schema public to countersign_app", "countersign_app may create in schema public"],
  ])("shows %j", async (change, fault) => {
    expect(await faultsAfter(change)).toContain(fault);
  });

  it("shows that nothing above was kept", async () => {
    expect(await findCatalogFaults(admin)).toEqual([]);
  });
});
