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

const conditionErrors = (rule: Rule, index: number): readonly FieldError[] => [
  ...errorsOf(rule.when, `/${index}/when`),
  ...("stages" in rule ? rule.stages : []).flatMap(({ when }, place) =>
    errorsOf(when, `/${index}/stages/${place}/when`),
  ),
];

const errorsOf = (when: string | undefined, pointer: string): readonly FieldError[] => {
  if (when === undefined) return [];
  const condition = compileCondition(when);
  return condition.ok ? [] : [{ pointer, message: condition.message }];
};
