import type { Ready } from "../../../infra/local/system.ts";
import { call } from "../client.ts";
import type { Company } from "../company.ts";
import type { Fate, Money, NotDone } from "./fate.ts";
import { endOf } from "./fate.ts";

export type LedgerEntry = {
  readonly type: string;
  readonly taskId: string;
  readonly reference: string;
  readonly amount?: Money;
};

/** Everything that the sandbox really did for this tenant. */
export const readLedger = async (
  ready: Ready,
  { tenantId }: Pick<Company, "tenantId">,
): Promise<LedgerEntry[]> => {
  const entries: LedgerEntry[] = [];
  for (let after: string | null = ""; after !== null; ) {
    const url = `${ready.demo.sandboxUrl}/ledger?tenantId=${tenantId}&limit=1000${after === "" ? "" : `&after=${after}`}`;
    const page: { body: { data: LedgerEntry[]; nextCursor: string | null } } = await call(url);
    entries.push(...page.body.data);
    after = page.body.nextCursor;
  }
  return entries;
};

const lineOf = ({ type, amount }: LedgerEntry): string =>
  amount === undefined ? type : `${type} ${amount.amount} ${amount.currency}`;

const sorted = (lines: readonly string[]): string => lines.toSorted().join(", ") || "nothing";

/** What differs between the books and what the fates ask for, in sentences; empty when all is well. */
export const ledgerDifferences = (
  entries: readonly LedgerEntry[],
  fates: readonly Fate[],
  notDone: NotDone,
): string[] => {
  const byReference = Map.groupBy(entries, ({ reference }) => reference);
  const known = new Set(fates.map(({ number }) => number));
  const strangers = entries
    .filter(({ reference }) => !known.has(reference))
    .map(({ type, reference }) => `${type} for ${reference}, which was never sent`);
  const wrong = fates.flatMap((fate) => {
    const found = sorted((byReference.get(fate.number) ?? []).map(lineOf));
    const wanted = sorted(endOf(fate, notDone).books);
    return found === wanted ? [] : [`${fate.number}: ${found} instead of ${wanted}`];
  });
  return [...strangers, ...wrong];
};

const minorDigits = 2;
const cents = ({ amount }: Money): bigint => {
  const [whole = "0", part = ""] = amount.split(".");
  return BigInt(`${whole}${part.padEnd(minorDigits, "0")}`);
};
const sum = (amounts: readonly Money[]): bigint =>
  amounts.reduce((total, amount) => total + cents(amount), 0n);

/** In cents, what went out or came in by `type`, less what `undoneBy` took back. */
export const netOf = (entries: readonly LedgerEntry[], type: string, undoneBy: string): bigint => {
  const amounts = (wanted: string): Money[] =>
    entries.flatMap((one) => (one.type === wanted && one.amount !== undefined ? [one.amount] : []));
  return sum(amounts(type)) - sum(amounts(undoneBy));
};

/** In cents, what the requests that were carried out to their end move by a deed. */
export const carriedOutOf = (fates: readonly Fate[], notDone: NotDone, type: string): bigint =>
  sum(
    fates
      .filter((fate) => endOf(fate, notDone).run === "completed")
      .flatMap(({ steps }) => steps)
      .flatMap(({ deed }) => (deed?.type === type && deed.amount !== undefined ? [deed.amount] : [])),
  );
