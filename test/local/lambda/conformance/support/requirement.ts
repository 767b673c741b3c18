import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";

export type CallbackAction = {
  readonly CallbackName: string;
  readonly Operation: "success" | "failure" | "heartbeat";
  readonly Payload?: unknown;
  /** Seconds. */
  readonly Delay?: number;
};

export type ExpectedEvent = Readonly<Record<string, unknown>> & { readonly EventType: string };

/** One of AWS's requirements, as its file words it. */
export type Requirement = {
  readonly description: string;
  readonly Input: unknown;
  readonly AsyncInvoke?: boolean;
  readonly Variables?: Readonly<Record<string, string>>;
  readonly ExpectedResult?: { readonly ExecutionStatus: string; readonly Result?: unknown };
  readonly ExpectedExecutionHistory: readonly ExpectedEvent[];
  readonly CallbackActions?: readonly CallbackAction[];
  readonly ExpectedLogs?: readonly { readonly match: { readonly message: string }; readonly count: number }[];
};

const directory = new URL("../../../../data/conformance/", import.meta.url);
const suites = ["step", "wait", "child", "callback"];
const letters = "abcdefghijklmnopqrstuvwxyz";

/** All requirements by their ids, in the order of the suites. */
export const readRequirements = (): readonly (readonly [id: string, text: string])[] =>
  suites.flatMap((suite) => {
    const folder = new URL(`${suite}/`, directory);
    const names = readdirSync(folder).toSorted((one, other) => rank(one) - rank(other));
    return names.map(
      (name) => [name.replace(".yaml", ""), readFileSync(new URL(name, folder), "utf8")] as const,
    );
  });

const rank = (name: string): number => Number(/-(\d+)/.exec(name)?.[1]);

/** Reads a requirement with its generated values filled in; what is matched by a name stays to be matched. */
export const openRequirement = (text: string, random: () => number): Requirement => {
  const { Variables = {} } = parse(text) as Requirement;
  const values = Object.entries(Variables).map(([name, rule]) => [name, generate(rule, random)] as const);
  const filled = values.reduce((read, [name, value]) => read.replaceAll(`\${${name}}`, value), text);
  return parse(filled) as Requirement;
};

const generate = (rule: string, random: () => number): string => {
  const characters = Number(/^\$\{GEN_STR:(\d+)\}$/.exec(rule)?.[1]);
  if (!Number.isInteger(characters)) throw new Error(`There is no rule ${rule}.`);
  return Array.from({ length: characters }, () => letters[Math.floor(random() * letters.length)]).join("");
};
