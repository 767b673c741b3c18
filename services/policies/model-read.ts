import type { FieldError } from "../kinds/model.ts";
import { fieldErrors } from "../kinds/pointer.ts";
import { compileCondition } from "./conditions.ts";
import { type Rule, rulesSchema } from "./model.ts";

export type RulesReading =
  | { readonly ok: true; readonly rules: readonly Rule[] }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/**
 * Reads the `rules` of a policy document: shape first, then every condition is compiled. Pointers are relative
 * to the rules ("/0/when").
 */
export const readRules = (document: unknown): RulesReading => {
  const parsed = rulesSchema.safeParse(document);
  if (!parsed.success) return { ok: false, errors: fieldErrors(parsed.error) };
  const errors = parsed.data.flatMap((rule, index) => conditionErrors(rule, index));
  return errors.length > 0 ? { ok: false, errors } : { ok: true, rules: parsed.data };
};

const conditionErrors = ({ when }: Rule, index: number): FieldError[] => {
  if (when === undefined) return [];
  const condition = compileCondition(when);
  return condition.ok ? [] : [{ pointer: `/${index}/when`, message: condition.message }];
};
