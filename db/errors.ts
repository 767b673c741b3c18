const uniqueViolation = "23505";

type DriverError = { readonly code?: unknown; readonly constraint_name?: unknown };

/** Drizzle wraps the driver's error in `cause`; whatever else happened is no driver error. */
const driverError = (error: unknown): DriverError | null => {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return typeof cause === "object" && cause !== null && "code" in cause ? cause : null;
};

/** True when the error is a violation of the named unique index. Its message, which holds values, stays here. */
export const isUniqueViolation = (error: unknown, constraint: string): boolean => {
  const driver = driverError(error);
  return driver?.code === uniqueViolation && driver.constraint_name === constraint;
};

/**
 * Postgres is away, going or too busy: connection trouble by the driver's own names, SQLSTATE class 08, 57P01 to
 * 57P03 (shutdown, crash, starting up), 53300 (too many connections), 57014 and 55P03 (a time limit).
 */
const unavailable = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "57P01",
  "57P02",
  "57P03",
  "53300",
  "57014",
  "55P03",
]);

/** True when the database could not be asked, so that trying again later makes sense. */
export const isDatabaseUnavailable = (error: unknown): boolean => {
  const code = driverError(error)?.code;
  return typeof code === "string" && (unavailable.has(code) || code.startsWith("08"));
};
