import { describe, expect, test } from "vitest";
import { accountKey, accountText, ibanProblem, routingProblem } from "../../../workflows/payment/account.ts";
import { endToEndIdProblem } from "../../../workflows/payment/end-to-end-id.ts";

/** The examples of the IBAN registry. */
const ibans = [
  "AD1200012030200359100100",
  "AT611904300234573201",
  "BE68539007547034",
  "CH9300762011623852957",
  "DE89370400440532013000",
  "FR1420041010050500013M02606",
  "GB29NWBK60161331926819",
  "MT84MALT011000012345MTLCAST001S",
  "NL91ABNA0417164300",
  "NO9386011117947",
  "SA0380000000608010167519",
];

describe("an IBAN", () => {
  test.each(ibans)("is taken as the registry has it: %s", (iban) => {
    expect(ibanProblem(iban)).toBeNull();
  });

  test.each(ibans)("with any one digit mistyped is refused: %s", (iban) => {
    const passed = iban.split("").flatMap((character, index) =>
      "0123456789"
        .split("")
        .filter((digit) => /[0-9]/.test(character) && digit !== character)
        .map((digit) => iban.slice(0, index) + digit + iban.slice(index + 1))
        .filter((slip) => ibanProblem(slip) === null),
    );
    expect(passed).toEqual([]);
  });

  test.each(ibans)("with two unlike neighbors exchanged is refused: %s", (iban) => {
    const passed = iban
      .slice(0, -1)
      .split("")
      .map((character, index) => ({ character, next: iban[index + 1] ?? "", index }))
      .filter(({ character, next, index }) => index > 3 && character !== next)
      .map(({ character, next, index }) => iban.slice(0, index) + next + character + iban.slice(index + 2))
      .filter((slip) => ibanProblem(slip) === null);
    expect(passed).toEqual([]);
  });

  test.each([
    ["DE89 3704 0044 0532 0130 00", "must be an IBAN without blanks, like DE89370400440532013000"],
    ["de89370400440532013000", "must be an IBAN without blanks, like DE89370400440532013000"],
    ["DE8937040044053201300", "must have 22 characters, not 21"],
    ["US64SVBKUS6S3300958879", "is of a country without IBANs: US"],
    ["", "must be an IBAN without blanks, like DE89370400440532013000"],
  ])("%s is refused: %s", (text, problem) => {
    expect(ibanProblem(text)).toBe(problem);
  });
});

test.each(["021000021", "011401533", "091000019"])("the routing number %s is taken", (text) => {
  expect(routingProblem(text)).toBeNull();
});

test.each(["021000022", "000000000", "12345678", "02100002a"])("the routing number %s is refused", (text) => {
  expect(routingProblem(text)).not.toBeNull();
});

test("an account has one key, and reads in groups of four", () => {
  const iban = { iban: "NL91ABNA0417164300" };
  const other = { accountNumber: "123456", routingNumber: "021000021" };
  expect([accountKey(iban), accountKey(other)]).toEqual(["NL91ABNA0417164300", "021000021/123456"]);
  expect(accountText(iban)).toBe("NL91 ABNA 0417 1643 00");
  expect(accountText(other)).toBe("123456 (routing number 021000021)");
});

test.each(["INV-4711", "RENT 2026/01", "a".repeat(35), "(1)+'2',3.4:5?6"])(
  "the end-to-end id %s is taken",
  (id) => {
    expect(endToEndIdProblem(id)).toBeNull();
  },
);

test.each(["", " ", " A", "A ", "a".repeat(36), "Größe", "A_B", "A&B", "/A", "A/", "A//B", "A\nB"])(
  "the end-to-end id %j is refused",
  (id) => {
    expect(endToEndIdProblem(id)).not.toBeNull();
  },
);
