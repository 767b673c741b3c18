import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createCodeMaker } from "../../../services/adapters/code-maker.ts";
import { readCode } from "../../../services/codes/model.ts";

const newKey = (): string => randomBytes(32).toString("base64");

test("a code has eight digits, and is the same whenever it is made again", () => {
  const key = newKey();
  const seed = { jti: "link", nonce: "nonce" };
  const code = createCodeMaker(key).make(seed);
  expect(code).toMatch(/^\d{8}$/);
  expect(createCodeMaker(key).make(seed)).toBe(code);
});

test("another key, another link or another nonce makes another code", () => {
  const maker = createCodeMaker(newKey());
  const codes = [
    maker.make({ jti: "ab", nonce: "c" }),
    maker.make({ jti: "a", nonce: "bc" }),
    maker.make({ jti: "ab", nonce: "d" }),
    createCodeMaker(newKey()).make({ jti: "ab", nonce: "c" }),
  ];
  expect(new Set(codes).size).toBe(codes.length);
});

test("no digit is likelier than another, in any place", () => {
  const maker = createCodeMaker(newKey());
  const codesMade = 20_000;
  const counts = Array.from({ length: 8 }, () => Array.from({ length: 10 }, () => 0));
  for (let made = 0; made < codesMade; made += 1) {
    for (const [place, digit] of maker
      .make({ jti: "link", nonce: String(made) })
      .split("")
      .entries()) {
      const row = counts[place] ?? [];
      row[Number(digit)] = (row[Number(digit)] ?? 0) + 1;
    }
  }
  // 2,000 expected, with a standard deviation of 42: seven of them never come by chance.
  const far = counts.flat().filter((count) => Math.abs(count - codesMade / 10) > 300);
  expect(far).toEqual([]);
});

test.each([
  ["12345678", "12345678"],
  [" 1234 5678\n", "12345678"],
  ["1234-5678", "12345678"],
  ["１２３４５６７８", "12345678"],
  ["1234567", null],
  ["123456789", null],
  ["abcdefgh", null],
  ["", null],
])("%j is read as %j", (typed, code) => {
  expect(readCode(typed)).toBe(code);
});
