import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Vault } from "../ports.ts";

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM with a random 96-bit nonce; the purpose is authenticated with it, so that a sealed value moved to
 * another row does not open. Layout: nonce | tag | ciphertext. Opening throws when anything differs.
 */
export const createVault = (keyBase64: string): Vault => {
  const key = Buffer.from(keyBase64, "base64");
  return {
    seal: (plaintext, purpose) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(purpose, "utf8"));
      const ciphertext = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]);
    },
    open: (sealed, purpose) => {
      const nonce = sealed.subarray(0, nonceBytes);
      const tag = sealed.subarray(nonceBytes, nonceBytes + tagBytes);
      const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(purpose, "utf8")).setAuthTag(tag);
      const plaintext = [decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()];
      return Buffer.concat(plaintext).toString("utf8");
    },
  };
};
