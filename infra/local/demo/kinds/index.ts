import { agentActionDemo } from "./agent-action.ts";
import { complianceDemo } from "./compliance.ts";
import { genericDemo } from "./generic.ts";
import { ingestionDemo } from "./ingestion.ts";
import { loanDemo } from "./loan.ts";
import type { DemoKind } from "./model.ts";
import { onboardingDemo } from "./onboarding.ts";
import { orderDemo } from "./order.ts";
import { paymentDemo } from "./payment.ts";

/** Every kind's demo; the first is shown when none is named. */
export const demos: readonly DemoKind[] = [
  orderDemo,
  agentActionDemo,
  complianceDemo,
  genericDemo,
  loanDemo,
  onboardingDemo,
  paymentDemo,
  ingestionDemo,
];
