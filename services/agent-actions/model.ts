import { z } from "zod";
import type { Id } from "../../db/schema/columns.ts";

const toolMaxCharacters = 128;
const argumentsMaxCharacters = 32_768;
/** Every one of them is read by a person. */
const valuesMax = 200;
const depthMax = 8;
const nameMaxCharacters = 200;

/** The name of a tool, as MCP servers and function calling write it: "email.send", "crm/delete_contact". */
export const toolSchema = z
  .string()
  .max(toolMaxCharacters)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.:/-]*$/, "must be the name of a tool, like email.send");

export type ActionArguments = Readonly<Record<string, unknown>>;

const isContainer = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Values that hold no others, by how deep they are; an empty object or list counts as one. */
const leaves = function* (value: unknown, depth = 0): Generator<{ value: unknown; depth: number }> {
  if (!isContainer(value) || Object.keys(value).length === 0) {
    yield { value, depth };
    return;
  }
  for (const inner of Object.values(value)) yield* leaves(inner, depth + 1);
};

/** JSON numbers are doubles: a longer whole number would be approved as one and run as another. */
const isExact = (value: unknown): boolean =>
  typeof value !== "number" || !Number.isInteger(value) || Number.isSafeInteger(value);

const problemOf = (value: ActionArguments): string | null => {
  if (JSON.stringify(value).length > argumentsMaxCharacters)
    return `must not be longer than ${argumentsMaxCharacters} characters as JSON`;
  if (Object.keys(value).some((name) => name.length > nameMaxCharacters))
    return `must have names of at most ${nameMaxCharacters} characters`;
  let found = 0;
  for (const leaf of leaves(value)) {
    found += 1;
    if (found > valuesMax) return `must not hold more than ${valuesMax} values: a person reads them all`;
    if (leaf.depth > depthMax) return `must not be nested deeper than ${depthMax}`;
    if (!isExact(leaf.value)) return "must not hold whole numbers beyond 2^53 - 1: send them as text";
  }
  return null;
};

/** A tool's arguments: a JSON object that is small enough to be read before it is approved. */
export const argumentsSchema = z.record(z.string(), z.unknown()).superRefine((value, context) => {
  const message = problemOf(value);
  if (message !== null) context.addIssue({ code: "custom", message });
});

/** How long a token lives, from the approval. */
export const tokenLifeSeconds = 15 * 60;

/** Single-use proof that an action was allowed; its text is told once. */
export type ActionToken = {
  readonly token: string;
  readonly requestId: Id<"request">;
  readonly requestVersion: number;
  /** Of the approved version, in hex. */
  readonly contentHash: string;
  /** What is to be run, exactly: an approver may have edited it. */
  readonly tool: string;
  readonly arguments: ActionArguments;
  readonly expiresAt: string;
};

/** What the agent may do now, once. */
export type RedeemedAction = Omit<ActionToken, "token" | "expiresAt"> & { readonly redeemedAt: string };
