/** A real order of the test data, what happens to it, and how it must end. */
export type Scenario = {
  readonly label: string;
  readonly orderNumber: string;
  /** Sent with this number instead, which the sandbox's bank declines. */
  readonly sentAs?: string;
  readonly says: string;
  readonly decision: { readonly outcome: "approve" | "reject"; readonly comment: string } | null;
  readonly ends: { readonly request: string; readonly run: string };
};

export const scenarios: readonly Scenario[] = [
  {
    label: "auto",
    orderNumber: "NW-10782",
    says: "a small order: the policy approves it by itself",
    decision: null,
    ends: { request: "approved", run: "completed" },
  },
  {
    label: "approved",
    orderNumber: "NW-10250",
    says: "the manager opens the mail, follows the link and approves",
    decision: { outcome: "approve", comment: "Good customer, go ahead." },
    ends: { request: "approved", run: "completed" },
  },
  {
    label: "rejected",
    orderNumber: "NW-10634",
    says: "the manager rejects it by the link",
    decision: { outcome: "reject", comment: "Over this quarter's budget." },
    ends: { request: "rejected", run: "completed" },
  },
  {
    label: "declined",
    orderNumber: "NW-10380",
    sentAs: "NW-10380-DECLINE",
    says: "approved, but the bank declines: the stock is released again",
    decision: { outcome: "approve", comment: "" },
    ends: { request: "approved", run: "compensated" },
  },
];
