/** What a request is made of; `target` is a valid ARN, callback id or function name, or something else. */
export type FuzzTargets = {
  readonly executions: readonly string[];
  /** One for each execution, good as long as no request changes that. */
  readonly tokens: readonly string[];
  readonly callbacks: readonly string[];
  readonly functions: readonly string[];
};

export type Random = () => number;
type Request = {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: string | Buffer | undefined;
  readonly headers?: Readonly<Record<string, string>>;
};
type Operation = (random: Random, targets: FuzzTargets) => Request;

const pick = <Item>(random: Random, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)] as Item;

const oddTexts = [
  "",
  " ",
  "0",
  "-1",
  "1e999",
  "NaN",
  "null",
  "true",
  "\u0000",
  "\ud800",
  "../..",
  "%",
  "%00",
  "a".repeat(1_100),
  "'; drop table x; --",
  "🙂",
  "$LATEST",
  ":",
  "/",
  "arn:aws:lambda",
  "{}",
  "[]",
  '"',
  "1",
  "2",
  "x:y:z",
  "é".normalize("NFD"),
  "2026-01-01T00:00:00Z",
  "9".repeat(40),
  "\r\nX: y",
  "constructor",
  "__proto__",
];

const oddText = (random: Random): string =>
  random() < 0.8
    ? pick(random, oddTexts)
    : String.fromCodePoint(
        ...Array.from({ length: 1 + Math.floor(random() * 8) }, () => Math.floor(random() * 0xd000)),
      );

/** A valid one, a damaged one, or something else altogether. */
const nearly = (random: Random, valid: readonly string[]): string => {
  const chance = random();
  if (chance < 0.4 && valid.length > 0) return pick(random, valid);
  if (chance > 0.8 || valid.length === 0) return oddText(random);
  const text = pick(random, valid);
  const at = Math.floor(random() * text.length);
  return text.slice(0, at) + pick(random, ["", "x", "%", "/", "\u0000", ":", "0"]) + text.slice(at + 1);
};

const encode = (random: Random, text: string): string => {
  if (random() < 0.1) return text.replaceAll(/[^\u0021-\u007e]|[?#]/g, "_");
  try {
    return encodeURIComponent(text);
  } catch {
    return "%ED%A0%80";
  }
};

const values = (random: Random, depth = 0): unknown => {
  const chance = random();
  if (chance < 0.3) return oddText(random);
  if (chance < 0.5) return pick(random, [0, -1, 1.5, 2 ** 53, 1e308, null, true, false]);
  if (depth > 3) return null;
  if (chance < 0.7) return Array.from({ length: Math.floor(random() * 4) }, () => values(random, depth + 1));
  return Object.fromEntries(
    Array.from({ length: Math.floor(random() * 4) }, () => [oddText(random), values(random, depth + 1)]),
  );
};

/** The value, or now and then something of another kind. */
const maybe = (random: Random, value: unknown): unknown => (random() < 0.9 ? value : values(random));

const update = (random: Random): unknown =>
  maybe(random, {
    Id: maybe(random, pick(random, ["a", "b", "c", "d"])),
    Type: maybe(random, pick(random, ["STEP", "WAIT", "CALLBACK", "CONTEXT", "CHAINED_INVOKE", "EXECUTION"])),
    Action: maybe(random, pick(random, ["START", "SUCCEED", "FAIL", "RETRY", "CANCEL"])),
    ...(random() < 0.3 ? { ParentId: maybe(random, pick(random, ["a", "b", "z"])) } : {}),
    ...(random() < 0.3 ? { Name: values(random) } : {}),
    ...(random() < 0.3 ? { Payload: maybe(random, oddText(random)) } : {}),
    ...(random() < 0.3
      ? { Error: maybe(random, { ErrorMessage: oddText(random), StackTrace: values(random) }) }
      : {}),
    ...(random() < 0.3 ? { StepOptions: maybe(random, { NextAttemptDelaySeconds: values(random) }) } : {}),
    ...(random() < 0.3
      ? { WaitOptions: maybe(random, { WaitSeconds: pick(random, [1, 0, 1e12, "1"]) }) }
      : {}),
    ...(random() < 0.3 ? { CallbackOptions: values(random) } : {}),
    ...(random() < 0.3 ? { ChainedInvokeOptions: maybe(random, { FunctionName: oddText(random) }) } : {}),
    ...(random() < 0.2 ? { ContextOptions: values(random) } : {}),
  });

const body = (random: Random, make: () => unknown): string | Buffer => {
  const chance = random();
  if (chance < 0.05) return Buffer.from([0xff, 0xfe, 0x7b]);
  if (chance < 0.1) return pick(random, ["", "{", "[1", "nul", '{"a":1}x', '"\\u0000"', "[".repeat(3_000)]);
  return JSON.stringify(make()) ?? "";
};

const query = (random: Random, names: readonly string[]): string => {
  const pairs = names.flatMap((name) =>
    random() < 0.4
      ? [`${name}=${encode(random, pick(random, [oddText(random), "1", "1000", "true", "RUNNING"]))}`]
      : [],
  );
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
};

/** Most often an execution and its own token. */
const pair = (random: Random, targets: FuzzTargets) => {
  const at = Math.floor(random() * targets.executions.length);
  return random() < 0.6
    ? { execution: targets.executions[at] ?? "", token: targets.tokens[at] ?? "" }
    : { execution: nearly(random, targets.executions), token: nearly(random, targets.tokens) };
};

const executions = "/2025-12-01/durable-executions";
const callbacks = "/2025-12-01/durable-execution-callbacks";

/** Makes requests of each operation of the service's HTTP face. */
export const operations: Readonly<Record<string, Operation>> = {
  Invoke: (random, targets) => ({
    method: "POST",
    path: `/2015-03-31/functions/${encode(random, nearly(random, targets.functions))}/invocations${query(random, ["Qualifier"])}`,
    headers: {
      ...(random() < 0.7
        ? { "x-amz-invocation-type": pick(random, ["Event", "RequestResponse", "DryRun", "event", "Later"]) }
        : {}),
      ...(random() < 0.4
        ? { "x-amz-durable-execution-name": pick(random, ["n1", "n2", "n 3", "x".repeat(65), "n/4", "é"]) }
        : {}),
    },
    body: body(random, () => values(random)),
  }),
  CheckpointDurableExecution: (random, targets) => {
    const { execution, token } = pair(random, targets);
    return {
      method: "POST",
      path: `${executions}/${encode(random, execution)}/checkpoint`,
      body: body(random, () =>
        maybe(random, {
          CheckpointToken: maybe(random, token),
          Updates: maybe(
            random,
            Array.from({ length: Math.floor(random() * 4) }, () => update(random)),
          ),
          ...(random() < 0.3 ? { ClientToken: values(random) } : {}),
        }),
      ),
    };
  },
  GetDurableExecutionState: (random, targets) => {
    const { execution, token } = pair(random, targets);
    const asked = query(random, ["Marker", "MaxItems"]);
    const path = `${executions}/${encode(random, execution)}/state${asked}`;
    return {
      method: "GET",
      path: `${path}${asked === "" ? "?" : "&"}CheckpointToken=${encode(random, token)}`,
    };
  },
  GetDurableExecution: (random, targets) => ({
    method: "GET",
    path: `${executions}/${encode(random, nearly(random, targets.executions))}${query(random, ["IncludeExecutionData"])}`,
  }),
  GetDurableExecutionHistory: (random, targets) => ({
    method: "GET",
    path: `${executions}/${encode(random, nearly(random, targets.executions))}/history${query(random, ["IncludeExecutionData", "MaxItems", "Marker", "ReverseOrder"])}`,
  }),
  ListDurableExecutionsByFunction: (random, targets) => ({
    method: "GET",
    path: `/2025-12-01/functions/${encode(random, nearly(random, targets.functions))}/durable-executions${query(
      random,
      [
        "Qualifier",
        "DurableExecutionName",
        "Statuses",
        "StartedAfter",
        "StartedBefore",
        "ReverseOrder",
        "Marker",
        "MaxItems",
      ],
    )}`,
  }),
  StopDurableExecution: (random, targets) => ({
    method: "POST",
    path: `${executions}/${encode(random, nearly(random, targets.executions))}/stop`,
    body: body(random, () => maybe(random, { ErrorMessage: values(random), ErrorType: values(random) })),
  }),
  SendDurableExecutionCallbackSuccess: (random, targets) => ({
    method: "POST",
    path: `${callbacks}/${encode(random, nearly(random, targets.callbacks))}/succeed`,
    body: body(random, () => values(random)),
  }),
  SendDurableExecutionCallbackFailure: (random, targets) => ({
    method: "POST",
    path: `${callbacks}/${encode(random, nearly(random, targets.callbacks))}/fail`,
    body: body(random, () => maybe(random, { ErrorMessage: values(random), StackTrace: values(random) })),
  }),
  SendDurableExecutionCallbackHeartbeat: (random, targets) => ({
    method: "POST",
    path: `${callbacks}/${encode(random, nearly(random, targets.callbacks))}/heartbeat`,
    body: body(random, () => values(random)),
  }),
};
