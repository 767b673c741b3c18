import { fromMinorUnits, toMinorUnits } from "../../../services/money/minor-units.ts";
import type { Money } from "../../../services/money/model.ts";

/** Money as a row has it; a bigint comes out of Postgres as text. */
export type MoneyColumns = { readonly minorUnits: string; readonly currency: string };

export const fromColumns = ({ minorUnits, currency }: MoneyColumns): Money =>
  fromMinorUnits(BigInt(minorUnits), currency);

export const toColumns = (money: Money): MoneyColumns => ({
  minorUnits: toMinorUnits(money).toString(),
  currency: money.currency,
});
