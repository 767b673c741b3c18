import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatKey,
  hashKey,
  isWellFormedKey,
  keyEntropyBytes,
  keyHint,
} from "../../services/api-keys/key.ts";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const entropy = fc.uint8Array({ minLength: keyEntropyBytes, maxLength: keyEntropyBytes });
const keys = entropy.map((bytes) => formatKey(Buffer.from(bytes)));

const fromBase62 = (text: string): bigint =>
  Array.from(text).reduce((value, digit) => value * 62n + BigInt(alphabet.indexOf(digit)), 0n);

describe("an API key's text", () => {
  it("holds 192 random bits", () => {
    expect(keyEntropyBytes * 8).toBe(192);
  });

  it("is csk_, 33 digits of entropy and 6 digits of checksum, whatever the bytes", () => {
    const extremes = [Buffer.alloc(keyEntropyBytes, 0), Buffer.alloc(keyEntropyBytes, 0xff)].map(formatKey);
    for (const key of extremes) {
      expect(key).toMatch(/^csk_[0-9A-Za-z]{39}$/);
    }
    fc.assert(fc.property(keys, (key) => /^csk_[0-9A-Za-z]{39}$/.test(key) && isWellFormedKey(key)));
  });

  it("loses none of the entropy", () => {
    fc.assert(
      fc.property(entropy, (bytes) => {
        const digits = formatKey(Buffer.from(bytes)).slice(4, 37);
        expect(fromBase62(digits)).toBe(BigInt(`0x${Buffer.from(bytes).toString("hex")}`));
      }),
    );
  });

  it("ends in the CRC-32 of what comes before", () => {
    fc.assert(
      fc.property(keys, (key) => {
        expect(fromBase62(key.slice(37))).toBe(BigInt(crc32(key.slice(0, 37))));
      }),
    );
  });

  it("is refused with any one character changed", () => {
    fc.assert(
      fc.property(
        keys,
        fc.integer({ min: 4, max: 42 }),
        fc.integer({ min: 1, max: 61 }),
        (key, at, shift) => {
          const other = alphabet[(alphabet.indexOf(key.charAt(at)) + shift) % alphabet.length] ?? "";
          expect(isWellFormedKey(`${key.slice(0, at)}${other}${key.slice(at + 1)}`)).toBe(false);
        },
      ),
    );
  });

  it.each([
    ["nothing", ""],
    ["another prefix", (key: string) => key.replace("csk_", "sk__")],
    ["a missing character", (key: string) => key.slice(0, -1)],
    ["a character too many", (key: string) => `${key}0`],
    ["a line break at the end", (key: string) => `${key}\n`],
    ["white space before", (key: string) => ` ${key}`],
  ])("is refused with %s", (_, change) => {
    const key = formatKey(Buffer.alloc(keyEntropyBytes, 7));
    expect(isWellFormedKey(typeof change === "string" ? change : change(key))).toBe(false);
  });

  it("is kept as its SHA-256, with its last four characters as a hint", () => {
    const key = formatKey(Buffer.alloc(keyEntropyBytes, 9));
    expect(hashKey(key)).toEqual(createHash("sha256").update(key).digest());
    expect(keyHint(key)).toBe(key.slice(-4));
  });
});
