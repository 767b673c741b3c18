import { format } from "node:util";
import { logLineCharactersMax } from "../limits.ts";
import type { Current } from "./current.ts";

export type LogLevel = "TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR";

/** The record of one call of `console`: one value as it is, several as `console` would print them. */
export const recordOfValues = (
  level: LogLevel,
  values: readonly unknown[],
  given: Current | undefined,
): string => {
  const [first] = values;
  const error = values.find((value) => value instanceof Error);
  const message = values.length === 1 && !(first instanceof Error) ? first : format(...values);
  const details = error === undefined ? {} : describeError(error);
  try {
    return toLine({ ...heading(level, given), message, ...details });
  } catch {
    return toLine({ ...heading(level, given), message: format(...values), ...details });
  }
};

/** The record of a line that was written to a stream. One that is a record already keeps what it says. */
export const recordOfLine = (level: LogLevel, line: string, given: Current | undefined): string => {
  const record = parseRecord(line);
  if (record === undefined) return toLine({ ...heading(level, given), message: line });
  return toLine({ ...record, ...pickMissing(record, given) });
};

const heading = (level: LogLevel, given: Current | undefined): object => ({
  timestamp: new Date().toISOString(),
  level,
  ...given,
});

const describeError = (error: Error): object => ({
  errorType: error.name,
  errorMessage: error.message,
  stackTrace: (error.stack ?? "").split("\n"),
});

const parseRecord = (line: string): Readonly<Record<string, unknown>> | undefined => {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
};

const pickMissing = (record: Readonly<Record<string, unknown>>, given: Current | undefined): object =>
  Object.fromEntries(Object.entries(given ?? {}).filter(([name]) => record[name] === undefined));

/** One line of bounded length: of a longer record, the beginning becomes the message of a record that fits. */
const toLine = (record: object): string => {
  const line = JSON.stringify(record);
  if (line.length <= logLineCharactersMax) return line;
  const { timestamp, level, requestId, functionName, executionArn } = record as Record<string, unknown>;
  const message = line.slice(0, logLineCharactersMax / 4);
  return JSON.stringify({
    timestamp,
    level,
    requestId,
    functionName,
    executionArn,
    message,
    truncated: true,
  });
};
