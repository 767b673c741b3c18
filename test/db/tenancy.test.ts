import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../services/api-keys/index.ts";
import type { Context } from "../../services/context.ts";
import { createGroup } from "../../services/groups/index.ts";
import { createIntegration } from "../../services/integrations/index.ts";
import { createMember } from "../../services/members/index.ts";
import { createPolicy } from "../../services/policies/index.ts";
import { openRuntime, type TestRuntime } from "../support/runtime.ts";
import { openTenant } from "../support/tenant.ts";

const notAllowed = { code: "42501" };
const noSuchSetting = { code: "42704" };
const noUuid = { code: "22P02" };
const noSuchParent = { code: "23503" };

let opened: TestRuntime;
let app: postgres.Sql;
let relay: postgres.Sql;
let admin: postgres.Sql;
let ours: Inhabited;
let theirs: Inhabited;
let tables: string[];

type Inhabited = { readonly tenant: string; readonly member: string; readonly group: string };

const bare = (id: string): string => id.slice(4);

/** A tenant with a row in every table that the directory writes. */
const inhabit = async (ctx: Context): Promise<Inhabited> => {
  const member = await createMember(ctx, { email: "n@northwind.test", name: "N" });
  const group = await createGroup(ctx, { name: "finance", memberIds: [member.id] });
  await createApiKey(ctx, { name: "shop", scopes: ["runs:read"] });
  await createPolicy(ctx, { kind: "order", name: "orders", rules: [{ name: "all", autoApprove: true }] });
  await createIntegration(ctx, { tasks: ["payment.*"], url: "https://erp.northwind.test/" });
  return { tenant: bare(ctx.tenantId), member: bare(member.id), group: bare(group.id) };
};

beforeAll(async () => {
  opened = await openRuntime();
  ours = await inhabit(await openTenant(opened.runtime));
  theirs = await inhabit(await openTenant(opened.runtime));
  const connect = (url: string) => postgres(url, { max: 1, onnotice: () => {} });
  app = connect(opened.database.appUrl);
  relay = connect(opened.database.relayUrl);
  admin = connect(opened.database.adminUrl);
  const rows = await admin<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`;
  tables = rows.map(({ name }) => name);
});
afterAll(async () => {
  await Promise.all([app, relay, admin].map((connection) => connection.end()));
  await opened.close();
});

/** One statement in one tenant's transaction, with no predicate but its own. */
const inOurs = (statement: string, parameters: string[] = []) =>
  app.begin(async (tx) => {
    await tx`select set_config('app.tenant_id', ${ours.tenant}, true)`;
    return tx.unsafe(statement, parameters);
  });

/** One statement as a role that the admin takes on. */
const asOwner = (statement: string) =>
  admin.begin((tx) => tx.unsafe(`set local role countersign_owner; ${statement}`));

describe("row-level security alone", () => {
  it("shows of every table the rows of the transaction's tenant only", async () => {
    const inhabited = [];
    for (const table of tables) {
      const seen = await inOurs(`select distinct tenant_id::text as tenant from ${table}`);
      const all = await admin.unsafe(`select distinct tenant_id::text as tenant from ${table}`);
      expect(seen.map((row) => row["tenant"])).toEqual(all.length === 0 ? [] : [ours.tenant]);
      inhabited.push(...(all.length === 2 ? [table] : []));
    }
    expect(inhabited.toSorted()).toEqual(
      expect.arrayContaining(["api_keys", "audit_events", "group_members", "groups", "members", "policies"]),
    );
  });

  it("changes no row of another tenant, and deletes none", async () => {
    expect((await inOurs("update members set name = 'taken' where id = $1", [theirs.member])).count).toBe(0);
    expect((await inOurs("delete from group_members where group_id = $1", [theirs.group])).count).toBe(0);
    const [member] = await admin`select name from members where id = ${theirs.member}`;
    expect(member?.["name"]).toBe("N");
  });

  it("refuses a row for another tenant, new or moved", async () => {
    const insert = "insert into groups (tenant_id, id, name) values ($1, gen_random_uuid(), 'planted')";
    await expect(inOurs(insert, [theirs.tenant])).rejects.toMatchObject(notAllowed);
    const move = "update groups set tenant_id = $1 where id = $2";
    await expect(inOurs(move, [theirs.tenant, ours.group])).rejects.toMatchObject(notAllowed);
  });

  it("lets a new tenant write its own row and no other's", async () => {
    const insert = "insert into tenants (tenant_id, name) values (gen_random_uuid(), 'planted')";
    await expect(inOurs(insert)).rejects.toMatchObject(notAllowed);
  });
});

describe("a reference", () => {
  it("never reaches a row of another tenant, though Postgres checks it past row-level security", async () => {
    const manager = "update members set manager_id = $1 where id = $2";
    await expect(inOurs(manager, [theirs.member, ours.member])).rejects.toMatchObject(noSuchParent);
    const seat = "insert into group_members (tenant_id, group_id, member_id) values ($1, $2, $3)";
    const foreign = [ours.tenant, ours.group, theirs.member];
    await expect(inOurs(seat, foreign)).rejects.toMatchObject(noSuchParent);
  });
});

describe("a statement outside a tenant", () => {
  it("fails for every table instead of finding nothing", async () => {
    const fresh = postgres(opened.database.appUrl, { max: 1 });
    for (const table of tables) {
      await expect(fresh.unsafe(`select * from ${table}`)).rejects.toMatchObject(noSuchSetting);
    }
    await fresh.end();
  });

  it("fails on a connection that was in a tenant before", async () => {
    await inOurs("select 1");
    await expect(app.unsafe("select * from members")).rejects.toMatchObject(noUuid);
    await expect(app.unsafe("update members set name = 'taken'")).rejects.toMatchObject(noUuid);
  });
});

describe("the app's role", () => {
  it.each(["countersign_owner", "countersign_relay", "postgres"])("cannot take on %s", async (role) => {
    await expect(app.unsafe(`set role ${role}`)).rejects.toMatchObject(notAllowed);
  });

  it("cannot turn row-level security off", async () => {
    await expect(app.unsafe("alter table members disable row level security")).rejects.toMatchObject(
      notAllowed,
    );
    await expect(inOurs("set local row_security = off; select * from members")).rejects.toMatchObject(
      notAllowed,
    );
  });

  it("cannot change or delete what was decided and asked", async () => {
    for (const table of ["decisions", "request_versions"]) {
      await expect(inOurs(`update ${table} set tenant_id = tenant_id`)).rejects.toMatchObject(notAllowed);
      await expect(inOurs(`delete from ${table}`)).rejects.toMatchObject(notAllowed);
    }
  });
});

describe("the relay's role", () => {
  it("sees the outbox of all tenants and nothing else", async () => {
    for (const table of tables) {
      const read = relay.unsafe(`select * from ${table}`);
      if (table === "outbox_messages") {
        expect(await read).toEqual([]);
      } else {
        await expect(read).rejects.toMatchObject(notAllowed);
      }
    }
  });

  it("cannot list tenants, look up keys or write the log", async () => {
    for (const call of [
      "list_tenants(null, 1)",
      "find_api_key('\\x00')",
      `append_audit('${ours.tenant}', gen_random_uuid(), 'a', 't', 'i', null, '\\x7b7d')`,
    ]) {
      await expect(relay.unsafe(`select * from ${call}`)).rejects.toMatchObject(notAllowed);
    }
  });
});

describe("the audit log", () => {
  const changes = [
    "update audit_events set action = 'other'",
    "delete from audit_events",
    "truncate audit_events",
    "insert into audit_events select * from audit_events",
  ];
  const heads = ["update audit_heads set seq = 0", "delete from audit_heads", "truncate audit_heads cascade"];

  it.each([...changes, ...heads])("refuses the app: %s", async (change) => {
    await expect(inOurs(change)).rejects.toMatchObject(notAllowed);
  });

  it.each(changes.slice(0, 3))("refuses its owner too: %s", async (change) => {
    await expect(asOwner(change)).rejects.toMatchObject(notAllowed);
  });

  it.each(changes.slice(0, 3))("refuses a superuser in replica mode: %s", async (change) => {
    const attempt = admin.begin((tx) => tx.unsafe(`set local session_replication_role = replica; ${change}`));
    await expect(attempt).rejects.toMatchObject(notAllowed);
  });

  const append =
    "select append_audit($1, gen_random_uuid(), 'member.created', 'member', 'mem_1', null, '\\x7b7d') as seq";

  it("takes an event of the transaction's tenant, in sequence", async () => {
    const before = await inOurs("select max(seq)::integer as seq from audit_events");
    const appended = await inOurs(append.replace(" as seq", "::integer as seq"), [ours.tenant]);
    expect(appended[0]?.["seq"]).toBe(Number(before[0]?.["seq"]) + 1);
  });

  it("takes no event for another tenant, and none outside a tenant", async () => {
    await expect(inOurs(append, [theirs.tenant])).rejects.toMatchObject(notAllowed);
    await expect(app.unsafe(append, [ours.tenant])).rejects.toMatchObject(noUuid);
  });
});
