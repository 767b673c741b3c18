import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";

export type Database = PostgresJsDatabase<Record<string, never>>;
export type DatabasePool = { readonly db: Database; readonly close: () => Promise<void> };

const connectTimeoutSeconds = 5;
const idleTimeoutSeconds = 60;
const closeTimeoutSeconds = 5;
const statementTimeoutMilliseconds = 10_000;
const lockTimeoutMilliseconds = 5_000;
const idleInTransactionTimeoutMilliseconds = 10_000;

export type PoolOptions = {
  readonly url: string;
  /** Connections at most. */
  readonly connections: number;
  readonly applicationName: string;
  /** Told of every statement that goes out; tests count them. */
  readonly onStatement?: (text: string) => void;
};

/** Opens a pool. Connections are made when first needed and made again after the server was away. */
export const openPool = (options: PoolOptions): DatabasePool => {
  const { url, connections, applicationName, onStatement } = options;
  const client = postgres(url, {
    max: connections,
    connect_timeout: connectTimeoutSeconds,
    idle_timeout: idleTimeoutSeconds,
    // The driver's own look-up of array types on a new connection leaves its failure unhandled when the server goes
    // away; drizzle reads arrays without it.
    fetch_types: false,
    onnotice: () => {},
    ...(onStatement === undefined ? {} : { debug: (_connection: number, text: string) => onStatement(text) }),
    connection: {
      application_name: applicationName,
      statement_timeout: statementTimeoutMilliseconds,
      lock_timeout: lockTimeoutMilliseconds,
      idle_in_transaction_session_timeout: idleInTransactionTimeoutMilliseconds,
    },
  });
  return {
    db: drizzle(client, { casing: "snake_case" }),
    close: () => client.end({ timeout: closeTimeoutSeconds }),
  };
};
