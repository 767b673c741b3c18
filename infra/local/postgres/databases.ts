import postgres from "postgres";

const connectTimeoutSeconds = 10;
const plainName = /^[a-z][a-z0-9_]{0,62}$/;
/** Any constant will do: copies of one template must not be made at the same moment. */
const templateLock = 7_301_992;

/** The same server and role, another database. */
export const databaseUrl = (adminUrl: string, name: string): string => {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.toString();
};

/** CREATE DATABASE takes no parameters and runs in no transaction, so the name is held to a plain pattern. */
const requirePlain = (name: string): string => {
  if (!plainName.test(name)) {
    throw new Error(`"${name}" is no plain database name`);
  }
  return name;
};

const withAdmin = async (adminUrl: string, work: (client: postgres.Sql) => Promise<void>): Promise<void> => {
  const client = postgres(adminUrl, {
    max: 1,
    connect_timeout: connectTimeoutSeconds,
    fetch_types: false,
    onnotice: () => {},
  });
  try {
    await work(client);
  } finally {
    await client.end();
  }
};

/** Creates the database unless it is there; as a copy of `template` when one is named. */
export const createDatabase = (
  adminUrl: string,
  name: string,
  { template }: { readonly template?: string } = {},
): Promise<void> =>
  withAdmin(adminUrl, async (client) => {
    const known = await client`select 1 from pg_database where datname = ${name}`;
    if (known.length > 0) {
      return;
    }
    const from = template === undefined ? "" : ` TEMPLATE ${requirePlain(template)}`;
    await client`select pg_advisory_lock(${templateLock})`;
    await client.unsafe(`CREATE DATABASE ${requirePlain(name)}${from}`);
  });

/** Drops the database with whoever is still connected to it. */
export const dropDatabase = (adminUrl: string, name: string): Promise<void> =>
  withAdmin(adminUrl, async (client) => {
    await client.unsafe(`DROP DATABASE IF EXISTS ${requirePlain(name)} WITH (FORCE)`);
  });
