import { addDays, dayOf } from "../../../workflows/onboarding/business-days.ts";
import { onboardingExamples } from "../../../workflows/onboarding/examples.ts";
import type { KindUnderTest, Scenario } from "../support/scenario.ts";
import { managerDecides, notApproved } from "../support/shared-scenarios.ts";
import { eligibility, firstQuarter } from "./after-start.ts";
import { byHand } from "./by-hand.ts";
import { goodWays, moved } from "./good-ways.ts";
import { notClear } from "./not-clear.ts";
import { rescinded } from "./rescinded.ts";

/** Far enough that equipment is ordered some days after the approval. */
const startInDays = 21;
const timeZone = "America/Los_Angeles";

export const onboarding: KindUnderTest = {
  kind: "onboarding",
  payload: () => ({
    ...onboardingExamples[0],
    timeZone,
    startDate: addDays(dayOf(new Date(), timeZone), startInDays),
    documents: [],
  }),
  rules: managerDecides,
  tasks: ["contract.*", "background.*", "payroll.*", "account.*", "equipment.*", "documents.*"],
  undoings: [
    { effect: "contract.prepare", undoneBy: "contract.void" },
    { effect: "payroll.register", undoneBy: "payroll.deregister" },
    { effect: "account.create", undoneBy: "account.delete" },
    { effect: "equipment.order", undoneBy: "equipment.cancel" },
    { effect: "account.activate", undoneBy: "account.revoke" },
  ],
  atOnce: ["contract.prepare", "payroll.register", "account.create"],
};

export const scenarios: readonly Scenario[] = [
  ...goodWays,
  ...moved,
  ...rescinded,
  ...notClear,
  ...byHand,
  ...eligibility,
  ...firstQuarter,
  ...notApproved,
];
