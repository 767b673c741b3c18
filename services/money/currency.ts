/**
 * Digits after the point of the currencies that do not have two, from ISO 4217 list one. A table and not
 * Intl.NumberFormat: that answers with the digits in daily use (HUF 0, IDR 0, IQD 0) and changes with ICU.
 */
const minorDigitsByCurrency: ReadonlyMap<string, number> = new Map([
  ...["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW"].map((code) => [code, 0] as const),
  ...["PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"].map((code) => [code, 0] as const),
  ...["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((code) => [code, 3] as const),
]);

const usualMinorDigits = 2;

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

/** Whether the code is a currency in use (ISO 4217), in capitals. */
export const isCurrency = (code: string): boolean => currencies.has(code);

/** How many digits the currency's minor unit has after the point: JPY 0, EUR 2, BHD 3. */
export const minorDigits = (currency: string): number =>
  minorDigitsByCurrency.get(currency) ?? usualMinorDigits;
