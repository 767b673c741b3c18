import type { HireDocument } from "./documents.ts";
import type { OnboardingPayload } from "./payload.ts";

/**
 * 8 CFR § 274a.2(b)(2)(i): form I-9, with the copies that go with it, is kept for three years after the date of hire
 * or one year after the employment ends, whichever is later. Of somebody who never started nothing has to be kept.
 */
const keptWithEligibility: readonly HireDocument[] = ["identity", "workAuthorization"];

export type Retention = {
  readonly toDelete: readonly HireDocument[];
  readonly toKeep: readonly HireDocument[];
};

/** Pure: which of the documents of somebody who does not stay are deleted, and which the law has kept. */
export const retentionOf = (
  { country, documents }: Pick<OnboardingPayload, "country" | "documents">,
  hasStarted: boolean,
): Retention => {
  const isKept = (name: HireDocument): boolean =>
    hasStarted && country === "US" && keptWithEligibility.includes(name);
  return {
    toDelete: documents.filter((name) => !isKept(name)),
    toKeep: documents.filter(isKept),
  };
};
