import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { ConfirmedAnswer } from "./model.ts";

const hashOf = (value: unknown): Buffer =>
  createHash("sha256")
    .update(canonicalize(value) ?? "", "utf8")
    .digest();

/** SHA-256 of a confirmed answer: what a code and a confirmation are bound to. */
export const answerHash = ({ answerName, fields, comment, contentHash }: ConfirmedAnswer): Buffer =>
  hashOf({ answerName, fields, comment, contentHash });

/** SHA-256 of what a person is asked, in hex: what a page and an answer are bound to. */
export const questionHash = (byHand: unknown): string => hashOf(byHand).toString("hex");
