import type { DecisionOutcome } from "../../db/schema/statuses.ts";

/** A code counts for this long after it was mailed. */
export const codeLifeSeconds = 10 * 60;
/** So many wrong codes, whatever they were for, and the link dies. */
export const failedTriesMax = 5;
/** The window in which mailed codes are counted. */
export const mailedCodesSeconds = 10 * 60;
/** How often a person may ask for another code in the window: the first one, and three more. */
export const codesOnDemandMax = 4;
/** Every change of the answer mails a code of its own; no link makes a flood of mails by that. */
export const codesMax = 10;
/** 128 bits. */
export const codeNonceBytes = 16;

/** What a person confirms: the answer, and what exactly they were shown. */
export type ConfirmedChoice = {
  readonly outcome: DecisionOutcome;
  readonly comment: string | null;
  readonly reasonCode: string | null;
  readonly requestVersion: number;
  /** Hex. */
  readonly contentHash: string;
};

const separators = /[\s\p{Pd}]/gu;
const codeForm = /^\d{8}$/;

/** Pure: the code that was typed, or null for what cannot be one. Blanks and dashes are how people group digits. */
export const readCode = (typed: string): string | null => {
  const digits = typed.normalize("NFKC").replaceAll(separators, "");
  return codeForm.test(digits) ? digits : null;
};
