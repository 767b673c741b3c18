import type { Id } from "../../db/schema/columns.ts";
import { DomainError } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";
import type { EditCircumstances, Findings, Kind } from "../kinds/model.ts";
import { keysOf, readFacts } from "../kinds/read-facts.ts";

/** What is known of a payload before any run looks at it. `now`: by the database's clock, as it was judged. */
export type FoundOut = { readonly keys: readonly string[]; readonly findings: Findings; readonly now: Date };

type Origin = {
  /** Where the payload is a version of a request. */
  readonly requestId?: Id<"request">;
  /** What a run has come to is judged and not refused: there is nobody who could send another. */
  readonly by: EditCircumstances["by"];
};

/** Judges a payload by its kind, beside the kind's earlier requests. Throws `body.invalid` for a person's. */
export const findOut = async (
  ctx: UnitContext,
  kind: Kind,
  payload: unknown,
  { requestId, by }: Origin,
): Promise<FoundOut> => {
  const facts = await readFacts(ctx, kind, { payload, requestId: requestId ?? null });
  const errors = by === "person" ? (kind.checkFacts?.(payload, facts) ?? []) : [];
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
