import postgres from "postgres";

const connectTimeoutSeconds = 10;

export type Login = {
  readonly name: string;
  readonly password: string;
  readonly memberOf: "countersign_app" | "countersign_relay";
};

const loginName = /^[a-z][a-z0-9_]{0,62}$/;
const plainPassword = /^[A-Za-z0-9_-]{16,128}$/;

/**
 * Creates login roles, or sets their passwords when they exist, each in one group role.
 * Role statements take no parameters, so name and password are held to plain patterns.
 */
export const createLogins = async (adminUrl: string, logins: readonly Login[]): Promise<void> => {
  const client = postgres(adminUrl, {
    max: 1,
    connect_timeout: connectTimeoutSeconds,
    fetch_types: false,
    onnotice: () => {},
  });
  try {
    for (const { name, password, memberOf } of logins) {
      if (!loginName.test(name) || !plainPassword.test(password)) {
        throw new Error(`login ${name}: the name or the password has characters outside the plain pattern`);
      }
      await client.unsafe(`
        DO $$ BEGIN CREATE ROLE ${name} LOGIN NOBYPASSRLS;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
        ALTER ROLE ${name} PASSWORD '${password}';
        GRANT ${memberOf} TO ${name}`);
    }
  } finally {
    await client.end();
  }
};

/** The same server and database, as another role. */
export const urlAs = (adminUrl: string, { name, password }: Pick<Login, "name" | "password">): string => {
  const url = new URL(adminUrl);
  url.username = name;
  url.password = password;
  return url.toString();
};
