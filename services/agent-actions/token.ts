import { createHash } from "node:crypto";

const prefix = "cat_";
/** 256 bits. */
export const tokenEntropyBytes = 32;

/** Pure: the token's text from its random bytes. */
export const formatActionToken = (entropy: Buffer): string => `${prefix}${entropy.toString("base64url")}`;

/** What is stored of a token: with so many random bits it needs no slow hash. */
export const hashActionToken = (token: string): Buffer => createHash("sha256").update(token, "utf8").digest();
