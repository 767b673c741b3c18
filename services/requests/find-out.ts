import { DomainError } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";
import type { Findings, Kind } from "../kinds/model.ts";
import { type Judged, keysOf, readFacts } from "../kinds/read-facts.ts";

/** What is known of a payload before any run looks at it. `now`: by the database's clock, as it was judged. */
export type FoundOut = { readonly keys: readonly string[]; readonly findings: Findings; readonly now: Date };

/**
 * Judges a payload by its kind, beside the kind's earlier requests. Throws `body.invalid`.
 */
export const findOut = async (ctx: UnitContext, kind: Kind, judged: Judged): Promise<FoundOut> => {
  const { payload } = judged;
  const facts = await readFacts(ctx, kind, judged);
  const errors = kind.checkFacts?.(payload, facts) ?? [];
  if (errors.length > 0) {
    throw new DomainError("body.invalid", {
      detail: `The payload is no valid ${kind.name} now.`,
      errors: errors.map(({ pointer, message }) => ({ pointer: `/payload${pointer}`, message })),
    });
  }
  return {
    keys: keysOf(kind, payload),
    findings: kind.findingsOf?.(payload, facts) ?? {},
    now: facts.now,
  };
};
