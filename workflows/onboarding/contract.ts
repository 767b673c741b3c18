import type { Kind } from "../../services/kinds/model.ts";
import { checkOnboardingFacts } from "./check-facts.ts";
import { describeOnboarding } from "./describe.ts";
import { onboardingExamples } from "./examples.ts";
import { fateOfOnboardingEdit } from "./fate-of-edit.ts";
import { findOnboarding, noOnboardingFindings, onboardingKeys } from "./findings.ts";
import { checkOnboarding, type OnboardingPayload, onboardingPayloadSchema } from "./payload.ts";
import { onboardingSettingsSchema } from "./settings.ts";

export const kind: Kind<OnboardingPayload> = {
  name: "onboarding",
  functionName: "onboardingWorkflow",
  version: 1,
  payloadSchema: onboardingPayloadSchema,
  examples: onboardingExamples,
  check: checkOnboarding,
  amountOf: ({ salary }) => salary,
  describe: describeOnboarding,
  keysOf: onboardingKeys,
  pastDays: 365,
  checkFacts: checkOnboardingFacts,
  findingsOf: findOnboarding,
  noFindings: noOnboardingFindings,
  fateOfEdit: fateOfOnboardingEdit,
  settingsSchema: onboardingSettingsSchema,
};
