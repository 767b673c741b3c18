import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Ended } from "./backends/backend.ts";
import { historyLines, type RecordedOperation, readHistory, type RunHistory } from "./history.ts";

const root = new URL("..", import.meta.url);
/** Coarse enough that a slow machine records the same. */
const secondsGrain = 60;

/** A run as it was recorded: what a deployment of today has to be able to go on with. */
export type Golden = RunHistory & {
  readonly kind: string;
  readonly scenario: string;
  readonly isGoodWay: boolean;
  /** What the run was started with. */
  readonly input: string;
  readonly end: { readonly status: string; readonly result: string | null };
};

type Recorded = {
  readonly kind: string;
  readonly scenario: string;
  readonly isGoodWay: boolean;
  readonly ended: Ended;
};

const uuidPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const momentPattern = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z/g;
const secondsPattern = /("\w*Seconds":)(\d+)/g;

/**
 * Makes what differs from one recording to the next the same: ids, numbered in the order in which they come and still
 * valid; moments; and spans that were counted from now, rounded up.
 */
const createNormalizer = () => {
  const ids = new Map<string, string>();
  const idFor = (id: string): string => {
    const known = ids.get(id);
    if (known !== undefined) {
      return known;
    }
    const made = `00000000-0000-7000-8000-${String(ids.size + 1).padStart(12, "0")}`;
    ids.set(id, made);
    return made;
  };
  return (text: string): string =>
    text
      .replaceAll(uuidPattern, idFor)
      .replaceAll(momentPattern, "2026-01-01T00:00:00.000Z")
      .replaceAll(
        secondsPattern,
        (_all, name: string, seconds: string) =>
          `${name}${Math.ceil(Number(seconds) / secondsGrain) * secondsGrain}`,
      );
};

/** Makes a golden history of a run that has ended. */
export const goldenOf = ({ ended, ...about }: Recorded): Golden => {
  const normalize = createNormalizer();
  const { operations, invocations } = readHistory(ended.events);
  return {
    ...about,
    input: normalize(inputOf(ended)),
    operations: operations.map(
      (operation): RecordedOperation => ({
        ...operation,
        ...(operation.result === undefined ? {} : { result: normalize(operation.result) }),
      }),
    ),
    invocations,
    end: {
      status: ended.status,
      result: ended.result === null ? null : normalize(ended.result),
    },
  };
};

const inputOf = ({ events }: Ended): string =>
  events.find(({ EventType }) => EventType === "ExecutionStarted")?.ExecutionStartedDetails?.Input?.Payload ??
  "{}";

const folderOf = (kind: string): URL => new URL(`${kind}/golden/`, root);

const slugOf = (scenario: string): string =>
  scenario
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");

const fileOf = ({ kind, scenario }: Pick<Golden, "kind" | "scenario">): URL =>
  new URL(`${slugOf(scenario)}.json`, folderOf(kind));

export const writeGolden = (golden: Golden): void => {
  mkdirSync(folderOf(golden.kind), { recursive: true });
  writeFileSync(fileOf(golden), toText(golden));
};

/** One line an operation and one an invocation, so that a change reads like the history it is. */
const toText = (golden: Golden): string => {
  const members = Object.entries(golden).map(([key, value]) => {
    const text = Array.isArray(value)
      ? `[\n${value.map((item) => `    ${JSON.stringify(item)}`).join(",\n")}\n  ]`
      : JSON.stringify(value);
    return `  ${JSON.stringify(key)}: ${text}`;
  });
  return `{\n${members.join(",\n")}\n}\n`;
};

const readJson = (file: URL): Golden => JSON.parse(readFileSync(file, "utf8")) as Golden;

/** The golden history of a scenario; undefined where none was recorded. */
export const readGolden = (about: Pick<Golden, "kind" | "scenario">): Golden | undefined => {
  const file = fileOf(about);
  return existsSync(file) ? readJson(file) : undefined;
};

/** Every golden history of a kind. */
export const readGoldens = (kind: string): readonly Golden[] => {
  const folder = folderOf(kind);
  return existsSync(folder)
    ? readdirSync(folder)
        .toSorted()
        .map((name) => readJson(new URL(name, folder)))
    : [];
};

/** The kinds that have golden histories. */
export const recordedKinds = (): readonly string[] =>
  readdirSync(root)
    .filter((name) => existsSync(folderOf(name)))
    .toSorted();

/** How a run of today went, for the comparison with its golden history: results may change without harm. */
export const outline = ({ operations, invocations, end }: Golden) => ({
  operations: historyLines({ operations }),
  invocations: invocations.length,
  end,
});

/** Whether histories are recorded anew in this run of the tests. */
export const isRecording = process.env["UPDATE_GOLDEN"] === "1";

export const howToRecord = (kind: string): string =>
  `UPDATE_GOLDEN=1 npx vitest run --config test/vitest.config.ts test/workflows/${kind}`;
