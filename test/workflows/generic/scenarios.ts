import type { KindUnderTest, Scenario } from "../support/scenario.ts";
import { managerDecides, notApproved } from "../support/shared-scenarios.ts";

export const generic: KindUnderTest = {
  kind: "generic",
  rules: managerDecides,
  tasks: [],
  undoings: [],
};

export const scenarios: readonly Scenario[] = [
  {
    name: "approved by the manager",
    isGoodWay: true,
    happens: [{ who: "manager", does: "approve" }],
    ends: { request: "approved", run: "completed", ledger: [] },
  },
  ...notApproved,
];
