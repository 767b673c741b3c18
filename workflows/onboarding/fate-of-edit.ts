import { isDeepStrictEqual } from "node:util";
import type { FateOfEdit } from "../../services/kinds/model.ts";
import type { OnboardingPayload } from "./payload.ts";

/** What approvers have said yes to: not when somebody starts, and not how they are reached. */
export const approvedPart = ({ newHire, startDate: _date, ...rest }: OnboardingPayload) => ({
  ...rest,
  newHire: { name: newHire.name },
});

/** Pure: another first day or other contact data keep the approvals; anything else is approved anew. */
export const fateOfOnboardingEdit = (before: OnboardingPayload, after: OnboardingPayload): FateOfEdit =>
  isDeepStrictEqual(approvedPart(before), approvedPart(after)) ? "keep" : "reapprove";
