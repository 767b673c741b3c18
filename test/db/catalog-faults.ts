import type postgres from "postgres";

/** Policies beside tenant_isolation, each with its reason. */
const otherPolicies: Readonly<Record<string, string>> = {
  "api_keys.key_lookup for SELECT to countersign_owner":
    "find_api_key() looks a key up before its tenant is known",
  "audit_events.chain_append for ALL to countersign_owner": "append_audit() is the only way into the log",
  "audit_heads.chain_append for ALL to countersign_owner": "append_audit() moves the head of the chain",
  "outbox_messages.relay_sweep for ALL to countersign_relay": "the relay sweeps the outbox of all tenants",
  "tenants.operator_listing for SELECT to countersign_owner": "list_tenants() lists them for the operator",
};

/** Functions that run as the owner, and so step over the tenant boundary. */
const definerFunctions = ["append_audit", "find_api_key", "list_tenants"];

const everyday = ["SELECT", "INSERT", "UPDATE"];
/** What the app may do with tables where it is not the everyday three, each with its reason. */
const appGrants: Readonly<Record<string, readonly string[]>> = {
  /** The log is written by append_audit() alone. */
  audit_events: ["SELECT"],
  audit_heads: ["SELECT"],
  /** What was asked and what was decided never change. */
  request_versions: ["SELECT", "INSERT"],
  decisions: ["SELECT", "INSERT"],
  /** A group's members are replaced; an old idempotency key makes room. */
  group_members: [...everyday, "DELETE"],
  idempotency_keys: [...everyday, "DELETE"],
};
const relayGrants: Readonly<Record<string, readonly string[]>> = {
  outbox_messages: ["SELECT", "UPDATE", "DELETE"],
};

const currentTenant =
  "(tenant_id = ( SELECT (current_setting('app.tenant_id'::text))::uuid AS current_setting))";

type Named = { readonly name: string };
type Catalog = postgres.Sql | postgres.TransactionSql;

type Grant = { readonly table: string; readonly grantee: string; readonly privilege: string };

const isGrantAllowed = (grant: Grant): boolean => {
  switch (grant.grantee) {
    case "countersign_owner":
      return true;
    case "countersign_app":
      return (appGrants[grant.table] ?? everyday).includes(grant.privilege);
    case "countersign_relay":
      return (relayGrants[grant.table] ?? []).includes(grant.privilege);
    default:
      return false;
  }
};

const tableFaults = async (sql: Catalog): Promise<string[]> => {
  const rows = await sql<{ name: string; fault: string }[]>`
    with tables as (
      select * from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'f', 'm')
    )
    select relname as name, 'has no tenant_id uuid not null' as fault from tables t
      where not exists (select from pg_attribute a where a.attrelid = t.oid and attname = 'tenant_id'
                        and atttypid = 'uuid'::regtype and attnotnull)
    union all select relname, 'has no row-level security' from tables where not relrowsecurity
    union all select relname, 'does not force row-level security' from tables where not relforcerowsecurity
    union all select relname, 'has no tenant_isolation' from tables t
      where not exists (
        select from pg_policy p where polrelid = t.oid and polname = 'tenant_isolation' and polcmd = '*'
          and polpermissive and polroles = array['countersign_app'::regrole::oid]
          and pg_get_expr(polqual, polrelid) = ${currentTenant}
          and pg_get_expr(polwithcheck, polrelid) = ${currentTenant})
    union all select relname, 'is owned by ' || relowner::regrole from tables
      where relowner <> 'countersign_owner'::regrole
    union all select relname, 'is a view that runs as its owner' from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'v'
        and not coalesce(reloptions @> array['security_invoker=true'], false)
    order by 1, 2`;
  return rows.map(({ name, fault }) => `${name} ${fault}`);
};

const keyFaults = async (sql: Catalog): Promise<string[]> => {
  const rows = await sql<{ name: string; fault: string }[]>`
    select conname as name, 'is a foreign key that does not lead with tenant_id on both sides' as fault
      from pg_constraint
        join pg_attribute child on child.attrelid = conrelid and child.attnum = conkey[1]
        join pg_attribute parent on parent.attrelid = confrelid and parent.attnum = confkey[1]
      where contype = 'f' and connamespace = 'public'::regnamespace
        and (child.attname <> 'tenant_id' or parent.attname <> 'tenant_id')
    union all
    select i.indexrelid::regclass::text, 'is unique and does not lead with tenant_id'
      from pg_index i join pg_class t on t.oid = i.indrelid
        left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      where t.relnamespace = 'public'::regnamespace and i.indisunique and a.attname is distinct from 'tenant_id'
    order by 1`;
  return rows.map(({ name, fault }) => `${name} ${fault}`);
};

const policyFaults = async (sql: Catalog): Promise<string[]> => {
  const rows = await sql<Named[]>`
    select format('%s.%s for %s to %s', tablename, policyname, cmd, array_to_string(roles, ', ')) as name
      from pg_policies where schemaname = 'public' and policyname <> 'tenant_isolation' order by 1`;
  return rows.flatMap(({ name }) => (name in otherPolicies ? [] : [`${name} is a policy without a reason`]));
};

const grantFaults = async (sql: Catalog): Promise<string[]> => {
  const grants = await sql<(Grant & { readonly granted: string })[]>`
    select relname as granted, relname as table, case grantee when 0 then 'PUBLIC' else grantee::regrole::text end as grantee,
           privilege_type as privilege
      from pg_class c, aclexplode(relacl)
      where relnamespace = 'public'::regnamespace and relkind <> 'i'
    union all
    select relname || '.' || attname, relname, case grantee when 0 then 'PUBLIC' else grantee::regrole::text end,
           privilege_type
      from pg_class c join pg_attribute a on a.attrelid = c.oid, aclexplode(attacl)
      where relnamespace = 'public'::regnamespace
    order by granted, grantee, privilege`;
  return grants
    .filter((grant) => !isGrantAllowed(grant))
    .map(({ granted, grantee, privilege }) => `${granted} grants ${privilege} to ${grantee}`);
};

const functionFaults = async (sql: Catalog): Promise<string[]> => {
  const rows = await sql<Named[]>`
    select proname || ' runs as ' || proowner::regrole as name from pg_proc
      where pronamespace = 'public'::regnamespace and prosecdef
        and (proname <> all (${definerFunctions}) or proowner <> 'countersign_owner'::regrole)
    union all
    select proname || ' runs as its owner without a search path of its own' from pg_proc
      where pronamespace = 'public'::regnamespace and prosecdef
        and not coalesce(proconfig @> array['search_path=pg_catalog, pg_temp'], false)
    union all
    select proname || ' runs as its owner for everyone' from pg_proc, aclexplode(proacl)
      where pronamespace = 'public'::regnamespace and prosecdef and grantee = 0
    order by 1`;
  return rows.map(({ name }) => name);
};

const roleFaults = async (sql: Catalog): Promise<string[]> => {
  const rows = await sql<Named[]>`
    with plain as (select * from pg_roles where rolname in ('countersign_app', 'countersign_relay'))
    select rolname || ' is more than a plain role' as name from plain
      where rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolcanlogin
    union all select 'countersign_owner steps over row-level security' from pg_roles
      where rolname = 'countersign_owner' and (rolsuper or rolbypassrls or rolcanlogin)
    union all select rolname || ' is a member of ' || roleid::regrole from plain
      join pg_auth_members on member = plain.oid
    union all select rolname || ' owns ' || classid::regclass || ' ' || objid from plain
      join pg_shdepend on refobjid = plain.oid and deptype = 'o'
    union all select rolname || ' may create in schema ' || nspname from plain, pg_namespace
      where nspname !~ '^pg_' and has_schema_privilege(plain.oid, pg_namespace.oid, 'CREATE')
    union all select rolname || ' may create in the database' from plain
      where has_database_privilege(plain.oid, current_database(), 'CREATE')
    union all select rolname || ' may make temporary tables' from plain
      where has_database_privilege(plain.oid, current_database(), 'TEMPORARY')
    order by 1`;
  return rows.map(({ name }) => name);
};

/**
 * What in the database's catalog breaks the tenant boundary, a sentence each; empty when all is well. The rules
 * are those that Postgres does not keep by itself: it enforces foreign keys and unique indexes across tenants,
 * lets owners past row-level security that is not forced, and lets a policy be forgotten.
 */
export const findCatalogFaults = async (sql: Catalog): Promise<readonly string[]> => [
  ...(await tableFaults(sql)),
  ...(await keyFaults(sql)),
  ...(await policyFaults(sql)),
  ...(await grantFaults(sql)),
  ...(await functionFaults(sql)),
  ...(await roleFaults(sql)),
];
