import type { Id } from "../../db/schema/columns.ts";
import type { Money } from "../money/model.ts";
import { covers } from "../policies/satisfy.ts";
import type { DelegationTerms } from "./model.ts";

export type Choosing = {
  /** Not revoked, oldest first: of two that fit, the newer counts. */
  readonly delegations: readonly DelegationTerms[];
  readonly kind: string;
  readonly amount: Money | null;
  readonly now: Date;
  /** Why somebody could not sit in this stage, or null. */
  readonly barred: (memberId: Id<"member">) => string | null;
};

export type Choice =
  | { readonly delegate: Id<"member"> }
  /** The seat stays; `why` is null when nothing was delegated. */
  | { readonly delegate: null; readonly why: string | null };

const fits = (terms: DelegationTerms, { kind, amount, now }: Choosing): boolean =>
  terms.startsAt <= now &&
  now < terms.endsAt &&
  (terms.kinds === null || terms.kinds.includes(kind)) &&
  (terms.amountLimit === null || (amount !== null && covers(terms.amountLimit, amount)));

/**
 * Pure: who decides for the person in a seat. A delegate who delegates, too, passes it on to theirs, and so on to the
 * end; where that is a circle or the last one could not sit there, the seat stays with the one who has it.
 */
export const chooseDelegate = (holder: Id<"member">, choosing: Choosing): Choice => {
  const passed = new Set<Id<"member">>([holder]);
  let current = holder;
  for (;;) {
    const next = choosing.delegations.findLast(
      (terms) => terms.principalId === current && fits(terms, choosing),
    );
    if (next === undefined) break;
    if (passed.has(next.delegateId)) return { delegate: null, why: "the delegations run in a circle" };
    passed.add(next.delegateId);
    current = next.delegateId;
  }
  if (current === holder) return { delegate: null, why: null };
  const why = choosing.barred(current);
  return why === null ? { delegate: current } : { delegate: null, why };
};
