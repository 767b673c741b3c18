import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

export type CanonicalPayload = { readonly text: string; readonly hash: Buffer };

/** The payload's canonical JSON (RFC 8785) and its SHA-256: what exactly is approved. */
export const canonicalPayload = (payload: unknown): CanonicalPayload => {
  const text = canonicalize(payload);
  if (text === undefined) {
    throw new Error("the payload has no JSON form");
  }
  return { text, hash: createHash("sha256").update(text, "utf8").digest() };
};
