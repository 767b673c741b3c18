import type { Ready } from "../../infra/local/system.ts";
import type { Fate } from "./campaign.ts";
import { call } from "./client.ts";
import type { Company } from "./company.ts";

type LedgerEntry = {
  readonly type: string;
  readonly reference: string;
  readonly amount?: { readonly amount: string; readonly currency: string };
};

/** Everything that the sandbox really did for this tenant. */
export const readLedger = async (ready: Ready, { tenantId }: Company): Promise<LedgerEntry[]> => {
  const entries: LedgerEntry[] = [];
  for (let after: string | null = ""; after !== null; ) {
    const url = `${ready.demo.sandboxUrl}/ledger?tenantId=${tenantId}&limit=1000${after === "" ? "" : `&after=${after}`}`;
    const page: { body: { data: LedgerEntry[]; nextCursor: string | null } } = await call(url);
    entries.push(...page.body.data);
    after = page.body.nextCursor;
  }
  return entries;
};

const carriedOut = ["payment.authorize", "payment.capture", "shipping.create", "stock.reserve"];
const declinedByBank = ["stock.release", "stock.reserve"];

const effectsOf = ({ ends }: Fate): readonly string[] => {
  if (ends.request !== "approved") {
    return [];
  }
  return ends.run === "completed" ? carriedOut : declinedByBank;
};

/** What differs between the ledger and what the fates ask for, in sentences; empty when all is well. */
export const ledgerDifferences = (entries: readonly LedgerEntry[], fates: readonly Fate[]): string[] => {
  const byOrder = Map.groupBy(entries, ({ reference }) => reference);
  const known = new Set(fates.map(({ order }) => order.orderNumber));
  const strangers = entries
    .filter(({ reference }) => !known.has(reference))
    .map(({ type, reference }) => `${type} for ${reference}, which was never sent`);
  const wrong = fates.flatMap((fate) => {
    const { orderNumber, total } = fate.order;
    const own = byOrder.get(orderNumber) ?? [];
    const types = own.map(({ type }) => type).sort();
    const captured = own.find(({ type }) => type === "payment.capture")?.amount?.amount;
    return [
      ...(types.join() === effectsOf(fate).join() ? [] : [`${orderNumber}: ${types.join() || "nothing"}`]),
      ...(captured === undefined || captured === total.amount
        ? []
        : [`${orderNumber}: captured ${captured}`]),
    ];
  });
  return [...strangers, ...wrong];
};
