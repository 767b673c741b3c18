import type { Scenario } from "./scenario.ts";

/** What becomes of any kind's request that its manager alone decides, and that is not approved. */
export const notApproved: readonly Scenario[] = [
  {
    name: "rejected by the manager",
    happens: [{ who: "manager", does: "reject", comment: "Not this quarter" }],
    ends: { request: "rejected", run: "completed", ledger: [] },
  },
  {
    name: "nobody answers before the deadline",
    happens: [{ passes: "the deadline" }],
    ends: { request: "expired", run: "completed", ledger: [] },
  },
  {
    name: "withdrawn while the manager thinks about it",
    happens: [{ who: "requester", does: "withdraw" }],
    ends: { request: "withdrawn", run: "canceled", ledger: [] },
  },
  {
    name: "canceled by the admin while it is pending",
    happens: [{ who: "admin", does: "cancel" }],
    ends: { request: "canceled", run: "canceled", ledger: [] },
  },
];

/** The rules that these scenarios ask for: the requester's manager, within two days. */
export const managerDecides = (): readonly unknown[] => [
  {
    name: "all",
    stages: [{ name: "manager", approvers: [{ manager: 1 }], quorum: "any", deadline: "P2D" }],
  },
];
