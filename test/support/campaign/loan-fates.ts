import { loanAutoApproveUpTo } from "../loan-business.ts";
import type { LoanApplication } from "../loans.ts";
import type { Fate, Money, Saying, Step } from "./fate.ts";

const linkEvery = 3;
const documents = ["proofOfIdentity"] as const;
const requesters = ["emp-1", "emp-3", "emp-4", "emp-6", "emp-7", "emp-9"] as const;
const accept: Saying = { answer: "accept" };

/** What happens to an application, and how that ends. */
type Turn = {
  /** The end of the number, by which the sandbox's systems know what to find. */
  readonly ending?: string;
  readonly change?: Readonly<Record<string, unknown>>;
  readonly says?: (wanted: Wanted) => Readonly<Record<string, Saying>>;
  /** What people look at, whatever the amount. */
  readonly isLookedAt?: true;
  readonly rejects?: true;
  /** Other terms than those that were asked for come out of it. */
  readonly agreed?: (wanted: Wanted) => Wanted;
  /** Done before the people are asked, between the approval and the money, and whether there is any money. */
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  readonly ends?: "paid" | "rejected" | "compensated";
};

type Wanted = { readonly amount: Money; readonly termMonths: number };

const lookedUp = ["verify-identity", "screen-sanctions", "pull-credit-report"];
const agreedAtOnce = ["make-offer", "rescreen-sanctions"];

const less = ({ amount, termMonths }: Wanted): Wanted => ({
  amount: { ...amount, amount: (Math.floor(Number(amount.amount)) / 2).toFixed(2) },
  termMonths,
});
const more = ({ amount, termMonths }: Wanted): Wanted => ({
  amount: { ...amount, amount: `${Math.floor(Number(amount.amount)) + 250}.50` },
  termMonths,
});
const counters = (terms: (wanted: Wanted) => Wanted) => (wanted: Wanted) => ({
  "make-offer": { answer: "counter", fields: { ...terms(wanted) } },
  "make-second-offer": accept,
});
const agreedAtLast = ["make-offer", "make-second-offer", "rescreen-sanctions"];

const conditions = { conditions: ["proofOfIncome", "bankStatements"] };
const sent: Saying = { completes: { proofOfIncome: "doc-1", bankStatements: "doc-2" } };

/** One after the other, over and over. */
const turns: readonly Turn[] = [
  {},
  {},
  { rejects: true, after: ["send-adverse-action-notice"], ends: "rejected" },
  { ending: "-STALE", before: [...lookedUp, "renew-credit-report"] },
  { ending: "-DEFAULTS", isLookedAt: true },
  {
    change: { documents: [] },
    says: () => ({ "collect-missing": { completes: { proofOfIdentity: "doc-3" } }, "make-offer": accept }),
    before: ["send-incompleteness-notice", "collect-missing", ...lookedUp],
  },
  {
    change: conditions,
    says: () => ({
      "collect-conditions": sent,
      "verify-conditions": { answer: "met" },
      "make-offer": accept,
    }),
    after: ["collect-conditions", "verify-conditions", ...agreedAtOnce],
  },
  { ending: "-NOBODY", before: ["verify-identity"], after: ["send-adverse-action-notice"], ends: "rejected" },
  {
    ending: "-LISTED",
    isLookedAt: true,
    rejects: true,
    after: ["send-adverse-action-notice"],
    ends: "rejected",
  },
  { ending: "-PEP", isLookedAt: true },
  { ending: "-CLOSED", ends: "compensated" },
  { ending: "-LATER", after: [...agreedAtOnce, "send-withdrawal-notice"], ends: "compensated" },
  { says: counters(less), agreed: less, after: agreedAtLast },
  { says: counters(more), agreed: more, after: agreedAtLast },
  {
    says: () => ({ "make-offer": { answer: "decline", comment: "Too expensive." } }),
    after: ["make-offer", "send-offer-notice"],
    ends: "compensated",
  },
  {
    change: conditions,
    says: () => ({
      "collect-conditions": sent,
      "verify-conditions": { answer: "notMet", comment: "The statements are of last year." },
    }),
    after: ["collect-conditions", "verify-conditions", "send-withdrawal-notice"],
    ends: "compensated",
  },
  {
    change: { documents: [] },
    says: () => ({ "collect-missing": { answer: "cannotSend" } }),
    before: ["send-incompleteness-notice", "collect-missing"],
    after: ["send-adverse-action-notice"],
    ends: "rejected",
  },
];

const stepCalled = (name: string): Step =>
  name.startsWith("send-") ? { name, deed: { type: "notice.send" } } : { name };

const money = (amount: Money): readonly Step[] => [
  { name: "disburse", deed: { type: "loan.disburse", amount }, undoneBy: "loan.reverse" },
  { name: "book", deed: { type: "loan.book", amount }, undoneBy: "loan.unbook" },
];

const ends = {
  paid: { request: "approved", run: "completed" },
  rejected: { request: "rejected", run: "completed" },
  compensated: { request: "approved", run: "compensated" },
} as const;

const fits = (amount: Money): boolean => Number(amount.amount) <= loanAutoApproveUpTo;

/** Those that people do not look at are approved by the policy, and cannot be rejected: they are lent as they are. */
const turnOf = (index: number, amount: Money): Turn => {
  const turn = turns[index % turns.length] ?? {};
  return turn.rejects === true && turn.isLookedAt !== true && fits(amount) ? {} : turn;
};

const decisionOf = (turn: Turn, wanted: Wanted, agreed: Wanted): Fate["decision"] => {
  if (turn.isLookedAt !== true && fits(wanted.amount) && fits(agreed.amount)) {
    return "none";
  }
  return turn.rejects === true ? "reject" : "approve";
};

const planFate = ({ amount, termMonths, ...rest }: LoanApplication, index: number): Fate => {
  const turn = turnOf(index, amount);
  const wanted = { amount, termMonths };
  const agreed = turn.agreed?.(wanted) ?? wanted;
  const { before = lookedUp, after = agreedAtOnce, ends: end = "paid" } = turn;
  const number = `${rest.applicationNumber}${turn.ending ?? ""}`;
  const mailbox = `${number.toLowerCase()}@applicants.example`;
  return {
    kind: "loan",
    number,
    title: `Loan ${number}`,
    requestedBy: requesters[index % requesters.length] ?? "emp-1",
    payload: {
      ...rest,
      applicationNumber: number,
      amount,
      termMonths,
      contact: { name: `Applicant ${number}`, email: mailbox },
      documents,
      ...turn.change,
    },
    decision: decisionOf(turn, wanted, agreed),
    channel: index % linkEvery === 0 ? "link" : "api",
    says: turn.says?.(wanted) ?? { "make-offer": accept },
    mailbox,
    steps: [
      ...before.map((name) => ({ ...stepCalled(name), isBeforeApproval: true as const })),
      ...after.map(stepCalled),
      ...(end === "paid" ? money(agreed.amount) : []),
    ],
    ends: ends[end],
  };
};

/** Every way that a loan goes, and both channels; independent of the system, from the application and its place. */
export const planLoans = (applications: readonly LoanApplication[]): Fate[] => applications.map(planFate);
