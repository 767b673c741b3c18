import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

const prefix = "csk_";
const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const base = BigInt(alphabet.length);
/** 192 random bits fill 33 base62 digits; a CRC-32 fills 6. */
export const keyEntropyBytes = 24;
const entropyCharacters = 33;
const checksumCharacters = 6;
const keyForm = /^csk_[0-9A-Za-z]{39}$/;

const toBase62 = (value: bigint, width: number): string => {
  let rest = value;
  let text = "";
  while (rest > 0n) {
    text = `${alphabet[Number(rest % base)]}${text}`;
    rest /= base;
  }
  return text.padStart(width, "0");
};

const checksum = (text: string): string => toBase62(BigInt(crc32(text)), checksumCharacters);

/** Pure: the key's text from its random bytes. The checksum lets scanners and us tell a typo without a look-up. */
export const formatKey = (entropy: Buffer): string => {
  const body = `${prefix}${toBase62(BigInt(`0x${entropy.toString("hex")}`), entropyCharacters)}`;
  return `${body}${checksum(body)}`;
};

/** True when the text has a key's form and its checksum fits. */
export const isWellFormedKey = (key: string): boolean =>
  keyForm.test(key) && checksum(key.slice(0, -checksumCharacters)) === key.slice(-checksumCharacters);

/** What is stored: a key with 192 random bits needs no slow hash. */
export const hashKey = (key: string): Buffer => createHash("sha256").update(key, "utf8").digest();

const hintCharacters = 4;
export const keyHint = (key: string): string => key.slice(-hintCharacters);
