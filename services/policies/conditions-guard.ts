import type { ASTNode } from "@marcbachmann/cel-js";

/** Syntax nodes that the body of a comprehension may have: it runs once for every item of a list. */
const comprehensionMaxNodes = 60;
/** Uses of `+` in a whole condition, and in the body of a comprehension: between lists each one copies both. */
const additionsMaxCount = 20;
const comprehensionMaxAdditions = 4;

const comprehensions: ReadonlySet<string> = new Set(["all", "exists", "exists_one", "filter", "map"]);

/**
 * The functions that a condition may call. Left out for what they cost: `matches` is a backtracking regular
 * expression (minutes on a short text), `bind`, `join` and `split` grow values by doubling or by the letter.
 */
const functions: ReadonlySet<string> = new Set([
  ...comprehensions,
  "has",
  "size",
  "type",
  "dyn",
  "bool",
  "int",
  "double",
  "string",
  "timestamp",
  "duration",
  "startsWith",
  "endsWith",
  "contains",
  "indexOf",
  "lastIndexOf",
  "substring",
  "lowerAscii",
  "upperAscii",
  "trim",
  "getFullYear",
  "getMonth",
  "getDate",
  "getDayOfMonth",
  "getDayOfWeek",
  "getDayOfYear",
  "getHours",
  "getMinutes",
  "getSeconds",
  "getMilliseconds",
]);

/** Why a parsed condition could run too long, or null. The parser has limited its size already. */
export const conditionHazard = (root: ASTNode): string | null => {
  const additions = countAdditions(root);
  if (additions > additionsMaxCount)
    return `it has ${additions} additions; at most ${additionsMaxCount} are allowed`;
  for (const { node, depth } of nodesOf(root, 0)) {
    const name = calledName(node);
    if (name === null) continue;
    if (!functions.has(name)) return `the function ${name} is not available in conditions`;
    if (!isComprehension(node)) continue;
    if (depth > 0) return `${name} must not stand inside another all, exists, exists_one, filter or map`;
    const problem = bodyProblem(bodyOf(node));
    if (problem !== null) return `${name} has ${problem}`;
  }
  return null;
};

/** Whether the condition asks about anything: one that does not has the same answer for every request. */
export const asksAboutSomething = (root: ASTNode): boolean =>
  [...nodesOf(root, 0)].some(({ node }) => node.op === "id");

const bodyProblem = (body: readonly ASTNode[]): string | null => {
  const size = sumOf(body.map(countNodes));
  if (size > comprehensionMaxNodes)
    return `${size} parts inside; at most ${comprehensionMaxNodes} are allowed`;
  const additions = sumOf(body.map(countAdditions));
  if (additions > comprehensionMaxAdditions)
    return `${additions} additions inside; at most ${comprehensionMaxAdditions} are allowed`;
  return null;
};

type DeepNode = { readonly node: ASTNode; readonly depth: number };

/** Every node below and including the root, with the number of comprehension bodies around it. */
function* nodesOf(node: ASTNode, depth: number): Generator<DeepNode> {
  yield { node, depth };
  const body: ReadonlySet<ASTNode> = new Set(isComprehension(node) ? bodyOf(node) : []);
  for (const child of childrenOf(node)) yield* nodesOf(child, body.has(child) ? depth + 1 : depth);
}

const countNodes = (root: ASTNode): number => [...nodesOf(root, 0)].length;

const countAdditions = (root: ASTNode): number =>
  [...nodesOf(root, 0)].filter(({ node }) => node.op === "+").length;

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

const calledName = (node: ASTNode): string | null =>
  node.op === "call" || node.op === "rcall" ? node.args[0] : null;

const isComprehension = (node: ASTNode): boolean => node.op === "rcall" && comprehensions.has(node.args[0]);

const bodyOf = (node: ASTNode): readonly ASTNode[] => (node.op === "rcall" ? node.args[2] : []);

/** The arguments of a node differ by operator; whatever among them is a node is a child. */
const childrenOf = ({ args }: ASTNode): readonly ASTNode[] =>
  Array.isArray(args) ? (args as readonly unknown[]).flat(2).filter(isNode) : isNode(args) ? [args] : [];

const isNode = (value: unknown): value is ASTNode =>
  typeof value === "object" && value !== null && "op" in value && "args" in value;
