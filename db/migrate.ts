import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));
/** Any constant will do, as long as every migrator takes the same lock. */
const migrationLock = 4_021_377;
const connectTimeoutSeconds = 10;

/** Group roles: nobody logs in as one. A deployment grants them to its own login roles (see createLogin). */
const groupRoles = ["countersign_owner", "countersign_app", "countersign_relay"] as const;

const createGroupRoles = async (client: postgres.Sql): Promise<void> => {
  for (const role of groupRoles) {
    // Roles belong to the cluster: another database's migration may be creating them at this moment.
    await client.unsafe(`
      DO $$ BEGIN CREATE ROLE ${role} NOLOGIN NOBYPASSRLS;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
  }
  await client.unsafe(`
    DO $$ BEGIN
      EXECUTE format('GRANT countersign_owner TO %I', current_user);
      EXECUTE format('GRANT CREATE ON DATABASE %I TO countersign_owner', current_database());
      EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    END $$;
    GRANT CREATE, USAGE ON SCHEMA public TO countersign_owner;
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    GRANT USAGE ON SCHEMA public TO countersign_app, countersign_relay`);
};

/**
 * Brings the database to the newest schema: group roles first, then the migrations as the owner role.
 * `adminUrl` logs in as a role that may create roles. Idempotent; several at once wait for one another.
 */
export const migrate = async (adminUrl: string): Promise<void> => {
  const client = postgres(adminUrl, {
    max: 1,
    connect_timeout: connectTimeoutSeconds,
    fetch_types: false,
    onnotice: () => {},
  });
  try {
    await client`select pg_advisory_lock(${migrationLock})`;
    await createGroupRoles(client);
    await client.unsafe("SET ROLE countersign_owner");
    await runMigrations(drizzle(client), { migrationsFolder });
  } finally {
    await client.end();
  }
};
