import { Environment, EvaluationError, ParseError, type ParseResult, serialize } from "@marcbachmann/cel-js";
import type { Findings } from "../kinds/model.ts";
import type { Requester } from "../requests/model.ts";
import { asksAboutSomething, conditionHazard } from "./conditions-guard.ts";
import { toCelValue } from "./conditions-values.ts";

const conditionMaxNodes = 500;
const conditionMaxDepth = 30;
const conditionMaxListItems = 100;
/** Compiled conditions that are kept, the newest: a policy asks a request about seventy at most. */
const compiledMaxCount = 1000;

/** What a condition is asked about; `amount` is a decimal in major units, null where the kind has none. */
export type ConditionInput = {
  readonly amount: string | null;
  readonly currency: string | null;
  readonly payload: unknown;
  /** What is known of the request so far: all that its kind may find, with what stands for nothing where it has not. */
  readonly findings: Findings;
  readonly requester: Requester;
  readonly history: RequesterHistory;
};

/** The requester's requests in the 30 days before, of every kind, and the total of their amounts in major units. */
export type RequesterHistory = {
  readonly requestsLast30Days: number;
  readonly totalLast30Days: number;
};

export type ConditionVerdict =
  | { readonly ok: true; readonly matches: boolean }
  | { readonly ok: false; readonly message: string };

export type CompiledCondition =
  | {
      readonly ok: true;
      readonly evaluate: (input: ConditionInput) => ConditionVerdict;
      /** The condition without differences of layout: two of one form ask the same. */
      readonly form: string;
      /** Whether every request gets the same answer. */
      readonly isConstant: boolean;
    }
  | { readonly ok: false; readonly message: string };

const compiled = new Map<string, CompiledCondition>();

/**
 * Reads and type-checks a condition in CEL. What it then cannot answer of an input is a verdict, not a throw. A text is
 * compiled once as long as it is among the last that were.
 */
export const compileCondition = (text: string): CompiledCondition => {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const condition = compile(text);
  if (compiled.size >= compiledMaxCount) compiled.delete(compiled.keys().next().value ?? "");
  compiled.set(text, condition);
  return condition;
};

/** Asks a condition of a document; one that is not there is always true. */
export const askCondition = (when: string | undefined, input: ConditionInput): ConditionVerdict => {
  if (when === undefined) return { ok: true, matches: true };
  const condition = compileCondition(when);
  return condition.ok ? condition.evaluate(input) : condition;
};

const compile = (text: string): CompiledCondition => {
  try {
    const program = conditionEnvironment.parse(text);
    const message = conditionHazard(program.ast) ?? typeProblem(program);
    if (message !== null) return { ok: false, message };
    return {
      ok: true,
      evaluate: (input) => evaluateCondition(program, input),
      form: serialize(program.ast),
      isConstant: !asksAboutSomething(program.ast),
    };
  } catch (error) {
    return { ok: false, message: messageOf(error) };
  }
};

const typeProblem = (program: ParseResult): string | null => {
  const { valid, type, error } = program.check();
  if (!valid) return error === undefined ? "is not valid" : error.summary;
  if (type === "bool") return null;
  return type === "dyn"
    ? "must answer yes or no; compare the value, for example with == true"
    : `must answer yes or no, but its value is of type ${type}`;
};

type CelContext = Readonly<Record<string, unknown>>;
/** Every rule asks about the same request: its payload is translated once, and forgotten with the request. */
const contexts = new WeakMap<ConditionInput, CelContext>();

const evaluateCondition = (program: ParseResult, input: ConditionInput): ConditionVerdict => {
  try {
    const matches: unknown = program(contextOf(input));
    if (typeof matches === "boolean") return { ok: true, matches };
    return { ok: false, message: `its value is of type ${typeof matches}, not bool` };
  } catch (error) {
    return { ok: false, message: messageOf(error) };
  }
};

const contextOf = (input: ConditionInput): CelContext => {
  const context = contexts.get(input) ?? toContext(input);
  contexts.set(input, context);
  return context;
};

/** A request without an amount has no such variable, so that a condition on it fails and does not guess. */
const toContext = (input: ConditionInput): CelContext => {
  const { amount, currency, payload, findings, requester, history } = input;
  return {
    ...(amount === null ? {} : { amount: Number(amount) }),
    ...(currency === null ? {} : { currency }),
    payload: toCelValue(payload),
    findings: toCelValue(findings),
    requester: {
      memberId: requester.memberId,
      email: requester.email,
      name: requester.name,
      attributes: toCelValue(requester.attributes),
    },
    history: {
      requestsLast30Days: BigInt(history.requestsLast30Days),
      totalLast30Days: history.totalLast30Days,
    },
  };
};

const messageOf = (error: unknown): string => {
  if (error instanceof ParseError || error instanceof EvaluationError) return error.summary;
  return error instanceof Error ? error.message : String(error);
};

type CelNumber = bigint | number;
const arithmetic: Readonly<Record<string, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
};

/**
 * CEL does no arithmetic between int and double, but JSON has one kind of number: a discount of 15 is an int
 * where 12.5 is a double. So mixed arithmetic is double here. It compares across the two by itself, save for
 * a double declared as such with a whole literal (`amount == 6000`).
 */
const withMixedNumbers = (environment: Environment): Environment => {
  for (const [operator, calculate] of Object.entries(arithmetic))
    for (const operands of [`int ${operator} double`, `double ${operator} int`])
      environment.registerOperator(`${operands}: double`, (left: CelNumber, right: CelNumber) =>
        calculate(Number(left), Number(right)),
      );
  return environment.registerOperator(
    "double == int",
    (left: number, right: bigint) => left === Number(right),
  );
};

const conditionEnvironment = withMixedNumbers(
  new Environment({
    limits: {
      maxAstNodes: conditionMaxNodes,
      maxDepth: conditionMaxDepth,
      maxListElements: conditionMaxListItems,
      maxMapEntries: conditionMaxListItems,
    },
  }),
)
  .registerVariable("amount", "double")
  .registerVariable("currency", "string")
  .registerVariable("payload", "dyn")
  .registerVariable("findings", "map")
  .registerVariable({
    name: "requester",
    schema: { memberId: "dyn", email: "string", name: "string", attributes: "map" },
  })
  .registerVariable({
    name: "history",
    schema: { requestsLast30Days: "int", totalLast30Days: "double" },
  });
