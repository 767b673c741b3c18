import { timingSafeEqual } from "node:crypto";

/** Whether two codes are the same, in a time that does not tell where they differ. */
export const isSameCode = (expected: string, typed: string): boolean =>
  expected.length === typed.length && timingSafeEqual(Buffer.from(expected), Buffer.from(typed));
