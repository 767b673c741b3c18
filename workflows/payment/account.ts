import { z } from "zod";

/** Characters of an account number in each country that has IBANs, from the IBAN registry (ISO 13616-2, SWIFT). */
const ibanCharacters: ReadonlyMap<string, number> = new Map(
  [
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20",
    "EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30",
    "KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23",
    "PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26",
    "UA29 VA22 VG24 XK20 YE30",
  ]
    .join(" ")
    .split(" ")
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))] as const),
);

const ibanPattern = /^[A-Z]{2}[0-9]{2}[A-Z0-9]+$/;
const countryAndCheckCharacters = 4;
const modulus = 97n;
/** A is 10, Z is 35. */
const letterBase = 36;

/** The remainder of ISO 7064 MOD 97-10: 1 for an IBAN without a slip. */
const remainderOf = (iban: string): bigint => {
  const rearranged = iban.slice(countryAndCheckCharacters) + iban.slice(0, countryAndCheckCharacters);
  const digits = rearranged
    .split("")
    .map((character) => Number.parseInt(character, letterBase))
    .join("");
  return BigInt(digits) % modulus;
};

/** Why the text is no IBAN in its electronic form, or null if it is one (ISO 13616-1). */
export const ibanProblem = (text: string): string | null => {
  if (!ibanPattern.test(text)) {
    return "must be an IBAN without blanks, like DE89370400440532013000";
  }
  const characters = ibanCharacters.get(text.slice(0, 2));
  if (characters === undefined) {
    return `is of a country without IBANs: ${text.slice(0, 2)}`;
  }
  if (text.length !== characters) {
    return `must have ${characters} characters, not ${text.length}`;
  }
  return remainderOf(text) === 1n ? null : "is mistyped: its check digits do not fit";
};

const routingPattern = /^[0-9]{9}$/;
const routingWeights = [3, 7, 1] as const;
const routingModulus = 10;

/** Why the text is no routing number, or null if it is one (ABA: nine digits, weighted 3-7-1, divisible by ten). */
export const routingProblem = (text: string): string | null => {
  if (!routingPattern.test(text)) {
    return "must be a routing number of nine digits";
  }
  const sum = text
    .split("")
    .reduce(
      (total, digit, index) => total + Number(digit) * (routingWeights[index % routingWeights.length] ?? 0),
      0,
    );
  return sum > 0 && sum % routingModulus === 0 ? null : "is mistyped: its check digit does not fit";
};

const checkedText = (problemOf: (text: string) => string | null) =>
  z.string().superRefine((text, context) => {
    const message = problemOf(text);
    if (message !== null) context.addIssue({ code: "custom", message });
  });

/** An account by its IBAN, or by its number and its bank's routing number (Nacha: 1 to 17 digits). */
export const accountSchema = z.union([
  z.strictObject({ iban: checkedText(ibanProblem) }),
  z.strictObject({
    accountNumber: z.string().regex(/^[0-9]{1,17}$/, "must be an account number of 1 to 17 digits"),
    routingNumber: checkedText(routingProblem),
  }),
]);
export type Account = z.infer<typeof accountSchema>;

/** The same text for the same account. */
export const accountKey = (account: Account): string =>
  "iban" in account ? account.iban : `${account.routingNumber}/${account.accountNumber}`;

const ibanGroup = /.{1,4}/g;

/** An account as people read it: an IBAN in groups of four. */
export const accountText = (account: Account): string =>
  "iban" in account
    ? (account.iban.match(ibanGroup) ?? []).join(" ")
    : `${account.accountNumber} (routing number ${account.routingNumber})`;
