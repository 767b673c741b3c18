import { fromMinorUnits, toMinorUnits } from "./minor-units.ts";
import type { Money } from "./model.ts";

/** For people to read, the same in every locale: "1,250.00 EUR", with all the digits that the currency has. */
export const formatMoney = (money: Money): string => {
  const { amount, currency } = fromMinorUnits(toMinorUnits(money), money.currency);
  const [whole = "", fraction] = amount.split(".");
  const grouped = whole.replaceAll(/\B(?=([0-9]{3})+$)/g, ",");
  return fraction === undefined ? `${grouped} ${currency}` : `${grouped}.${fraction} ${currency}`;
};
