import postgres from "postgres";

export const poolConnectionsMax = 16;
export const connectTimeoutSeconds = 5;
export const statementTimeoutMs = 15_000;
/** Longer than the statement's own, because it also bounds the wait for a connection. */
export const queryDeadlineMs = 20_000;

export type Sql = postgres.Sql;
/** The pool or a transaction on it. */
export type Queryable = postgres.ISql;

export type ConnectOptions = {
  readonly connectionsMax?: number | undefined;
  /** Settings of Postgres for these connections. */
  readonly settings?: Readonly<Record<string, string>> | undefined;
};

/** Opens the pool. Connections are made when first used and made again after Postgres was away. */
export const connect = (
  databaseUrl: string,
  applicationName: string,
  { connectionsMax = poolConnectionsMax, settings = {} }: ConnectOptions = {},
): Sql =>
  postgres(databaseUrl, {
    max: connectionsMax,
    prepare: true,
    // postgres.js 3.4.9 reads array types on each new connection and leaves that query's failure unhandled,
    // which would end the process when Postgres goes away at that moment. No parameter here is an array.
    fetch_types: false,
    connect_timeout: connectTimeoutSeconds,
    idle_timeout: 0,
    backoff: () => reconnectPauseSeconds,
    onnotice: () => undefined,
    connection: { ...settings, application_name: applicationName, statement_timeout: statementTimeoutMs },
  });

const reconnectPauseSeconds = 0.25;

export class DeadlineError extends Error {
  constructor(milliseconds: number) {
    super(`The database did not answer within ${milliseconds} ms.`);
    this.name = "DeadlineError";
  }
}

/** Bounds how long a query may take as its caller sees it: postgres.js itself waits for ever for a free connection. */
export const withDeadline = async <Value>(work: PromiseLike<Value>): Promise<Value> => {
  const { promise: expired, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new DeadlineError(queryDeadlineMs)), queryDeadlineMs);
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
  }
};
