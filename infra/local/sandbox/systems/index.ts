import { complianceSystem } from "./compliance.ts";
import { agentActionSystem } from "./agent-action.ts";
import { ingestionSystem } from "./ingestion.ts";
import { loanSystem } from "./loan.ts";
import { onboardingSystem } from "./onboarding.ts";
import { orderSystem } from "./order.ts";
import { paymentSystem } from "./payment.ts";
import type { Play, System } from "./play.ts";

/** Everything that the sandbox plays, by task type: one file a kind. */
const systems: System = {
  ...agentActionSystem,
  ...orderSystem,
  ...complianceSystem,
  ...paymentSystem,
  ...loanSystem,
  ...onboardingSystem,
  ...ingestionSystem,
};

export const taskTypes: readonly string[] = Object.keys(systems);

export const findPlay = (type: string): Play | undefined =>
  Object.hasOwn(systems, type) ? systems[type] : undefined;
