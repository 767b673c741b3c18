import { createHmac, hkdfSync } from "node:crypto";
import type { CodeMaker } from "../ports.ts";

const keyBytes = 32;
const keyPurpose = "countersign confirmation code";
const codeDigits = 8;
const codeCount = 10 ** codeDigits;
const wordBytes = 4;
/** The largest multiple of `codeCount` that a word of 32 bits can reach; a word from there on would favor low codes. */
const wordLimit = Math.floor(2 ** (wordBytes * 8) / codeCount) * codeCount;

const fairWord = (digest: Buffer): number | null => {
  for (let at = 0; at < digest.length; at += wordBytes) {
    const word = digest.readUInt32BE(at);
    if (word < wordLimit) {
      return word;
    }
  }
  return null;
};

/**
 * Codes of eight digits by HMAC-SHA256 over link, nonce and a counter, each as likely as the other. The key is one of
 * its own, derived from the key that seals secrets, so that nothing which that key makes elsewhere tells of a code.
 */
export const createCodeMaker = (keyBase64: string): CodeMaker => {
  const key = Buffer.from(hkdfSync("sha256", Buffer.from(keyBase64, "base64"), "", keyPurpose, keyBytes));
  return {
    make: ({ jti, nonce }) => {
      for (let counter = 0; ; counter += 1) {
        const digest = createHmac("sha256", key)
          .update(JSON.stringify([jti, nonce, counter]))
          .digest();
        const word = fairWord(digest);
        if (word !== null) {
          return String(word % codeCount).padStart(codeDigits, "0");
        }
      }
    },
  };
};
