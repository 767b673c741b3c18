import { z } from "zod";
import type { ActionArguments } from "../agent-actions/model.ts";
import { canonicalPayload } from "../requests/content-hash.ts";

const namesMax = 50;
const nameMaxCharacters = 200;
const textMaxCharacters = 2_000;
const choicesMax = 50;

const scalarSchema = z.union([z.string().max(textMaxCharacters), z.number(), z.boolean(), z.null()]);

const matcherSchema = z.union(
  [
    scalarSchema,
    z.strictObject({ prefix: z.string().min(1).max(textMaxCharacters) }),
    z.strictObject({ oneOf: z.array(scalarSchema).min(1).max(choicesMax) }),
    z.strictObject({ max: z.number().min(0) }),
  ],
  { error: 'must be a value, { "prefix": text }, { "oneOf": [values] } or { "max": number }' },
);

/**
 * What the arguments of an action have to look like, by name: a value itself, text that begins so, one of several
 * values, or a number from zero up to the most.
 */
export const argumentsPatternSchema = z
  .record(z.string().min(1).max(nameMaxCharacters), matcherSchema)
  .refine((pattern) => Object.keys(pattern).length <= namesMax, {
    error: `must not name more than ${namesMax} arguments`,
  });
export type ArgumentsPattern = z.infer<typeof argumentsPatternSchema>;
type Matcher = ArgumentsPattern[string];

/** A step up in a path, written out or percent-encoded: with it a text leaves the place that its beginning names. */
const stepUp = /(?:^|[\\/]|%2f|%5c)(?:\.|%2e){2}(?:$|[\\/?#]|%2f|%5c)/i;

const isSame = (one: unknown, other: unknown): boolean =>
  canonicalPayload(one).hash.equals(canonicalPayload(other).hash);

const fits = (matcher: Matcher, value: unknown): boolean => {
  if (typeof matcher !== "object" || matcher === null) return isSame(matcher, value);
  if ("prefix" in matcher)
    return typeof value === "string" && value.startsWith(matcher.prefix) && !stepUp.test(value);
  if ("oneOf" in matcher) return matcher.oneOf.some((choice) => isSame(choice, value));
  return typeof value === "number" && value >= 0 && value <= matcher.max;
};

/**
 * Pure: whether the pattern covers the arguments. Both name the same arguments: what the pattern does not know might do
 * anything, and what is missing might have been what kept it harmless.
 */
export const patternCovers = (pattern: ArgumentsPattern, named: ActionArguments): boolean => {
  const names = Object.keys(pattern);
  return (
    names.length === Object.keys(named).length &&
    names.every((name) => Object.hasOwn(named, name) && fits(pattern[name] as Matcher, named[name]))
  );
};
