import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { ConfirmedChoice } from "./model.ts";

/** SHA-256 of a confirmed choice: what a code is bound to. */
export const choiceHash = ({
  outcome,
  comment,
  reasonCode,
  requestVersion,
  contentHash,
}: ConfirmedChoice): Buffer =>
  createHash("sha256")
    .update(canonicalize({ outcome, comment, reasonCode, requestVersion, contentHash }) ?? "", "utf8")
    .digest();
