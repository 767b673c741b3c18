import type { HttpAnswer } from "../ports.ts";
import { findUnstorable } from "../kinds/unstorable.ts";
import { type TaskAnswer, taskAnswerSchema } from "./model.ts";

/** What a call of the tenant's system came to. A message never quotes the answer's body. */
export type CallOutcome =
  | TaskAnswer
  | { readonly outcome: "accepted" }
  | { readonly outcome: "failed"; readonly message: string };

/** As deep as a body of our own API. */
const levelsMax = 32;

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1)));

const failed = (message: string): CallOutcome => ({ outcome: "failed", message });

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
};

const isRedirect = (status: number): boolean => status >= 300 && status < 400;

/**
 * Pure: 202, or 200 with one of the two outcomes; everything else is a failed attempt, and so is an answer that cannot
 * be kept.
 */
export const readAnswer = ({ status, body }: HttpAnswer): CallOutcome => {
  if (status === 202) return { outcome: "accepted" };
  if (isRedirect(status)) return failed(`The answer was status ${status}; redirects are not followed.`);
  if (status !== 200) return failed(`The answer was status ${status}.`);
  const value = parse(body);
  if (value === undefined) return failed("The answer was status 200, but not JSON.");
  if (isDeeper(value, levelsMax) || findUnstorable(value).length > 0) {
    return failed(
      "The answer was status 200 with what cannot be kept: too deep, or of characters that are none.",
    );
  }
  const read = taskAnswerSchema.safeParse(value);
  return read.success ? read.data : failed("The answer was status 200, but none of the two outcomes.");
};
