import { logLineCharactersMax } from "../limits.ts";
import { type Current, current } from "./current.ts";
import { type LogLevel, recordOfLine, recordOfValues } from "./log-record.ts";

export type LogCapture = {
  /** Emits the unfinished line of an invocation that has ended. */
  readonly flush: (ended: Current) => void;
};

type Stream = { readonly target: NodeJS.WriteStream; readonly level: LogLevel };
type Unfinished = Map<Stream, string>;

/** Ranks of `AWS_LAMBDA_LOG_LEVEL`, which functions on AWS filter their `console` by. */
const ranks: Readonly<Record<string, number>> = { TRACE: 1, DEBUG: 2, INFO: 3, WARN: 4, ERROR: 5, FATAL: 6 };

const levels = {
  trace: "TRACE",
  debug: "DEBUG",
  log: "INFO",
  info: "INFO",
  warn: "WARN",
  error: "ERROR",
} as const satisfies Partial<Record<keyof Console, LogLevel>>;

/** Turns what code in this thread prints into records of one line, each with the invocation that printed it. */
export const captureLogs = (
  console: Console,
  emit: (line: string) => void,
  levelLeast: string | undefined,
): LogCapture => {
  const outside: Unfinished = new Map();
  const inside = new WeakMap<Current, Unfinished>();
  const rankLeast = ranks[levelLeast?.toUpperCase() ?? ""] ?? 0;

  for (const [method, level] of Object.entries(levels)) {
    const isHeard = (ranks[level] ?? 0) >= rankLeast;
    const print = (...values: unknown[]): void => emit(recordOfValues(level, values, current.getStore()));
    Object.assign(console, { [method]: isHeard ? print : () => undefined });
  }

  const take = (stream: Stream, text: string): void => {
    const given = current.getStore();
    const unfinished = given === undefined ? outside : (inside.get(given) ?? new Map<Stream, string>());
    if (given !== undefined) inside.set(given, unfinished);
    const lines = ((unfinished.get(stream) ?? "") + text).split("\n");
    const rest = lines.pop() ?? "";
    for (const line of lines) if (line !== "") emit(recordOfLine(stream.level, line, given));
    if (rest.length > logLineCharactersMax) emit(recordOfLine(stream.level, rest, given));
    unfinished.set(stream, rest.length > logLineCharactersMax ? "" : rest);
  };

  for (const stream of [
    { target: process.stdout, level: "INFO" },
    { target: process.stderr, level: "ERROR" },
  ] as const) {
    stream.target.write = createWrite((text) => take(stream, text));
  }

  return {
    flush: (ended) => {
      for (const [{ level }, line] of inside.get(ended) ?? []) {
        if (line !== "") emit(recordOfLine(level, line, ended));
      }
      inside.delete(ended);
    },
  };
};

/** A stream's `write` that hands on text: `write(chunk)`, `write(chunk, done)`, `write(chunk, encoding, done)`. */
const createWrite =
  (take: (text: string) => void): NodeJS.WriteStream["write"] =>
  (chunk: Uint8Array | string, second?: unknown, third?: unknown): boolean => {
    take(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString());
    const done = typeof second === "function" ? second : third;
    if (typeof done === "function") process.nextTick(done as () => void);
    return true;
  };
