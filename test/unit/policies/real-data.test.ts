import { expect, test } from "vitest";
import type { Id } from "../../../db/schema/columns.ts";
import type { ConditionInput } from "../../../services/policies/conditions.ts";
import { evaluate } from "../../../services/policies/evaluate.ts";
import type { Directory, Rule } from "../../../services/policies/model.ts";
import { readRules } from "../../../services/policies/model-read.ts";
import { type PastRequest, type Simulation, simulate } from "../../../services/policies/simulate.ts";
import { type LoanApplication, readLoans } from "../../support/loans.ts";
import { type Order, readOrders } from "../../support/orders.ts";
import { directoryOf, financeId, memberId, requesterOf } from "./directory.ts";

const now = new Date("2026-11-23T00:00:00Z");
/** All there are; where only the handful is, those come again and again. */
const ordersCount = 415;
const orders = readOrders(ordersCount);
const loans = readLoans();

const finance = ["emp-8", "emp-1", "emp-3"];
const limits: Readonly<Record<string, number>> = { "emp-5": 6_000, "emp-2": 10_000 };
const directory: Directory = directoryOf(finance, (member) => {
  const [, limit] = Object.entries(limits).find(([employee]) => memberId(employee) === member.id) ?? [];
  return limit === undefined
    ? member
    : { ...member, approvalLimit: { amount: `${limit}.00`, currency: "USD" } };
});

const rulesOf = (document: unknown): readonly Rule[] => {
  const reading = readRules(document);
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
  return reading.rules;
};

const deputies = { approvers: [{ member: memberId("emp-2") }, { member: memberId("emp-8") }] };
const orderRules = (smallUpTo: string) =>
  rulesOf([
    { name: "small", autoApprove: true, upTo: { amount: smallUpTo, currency: "USD" } },
    {
      name: "usual",
      when: "amount <= 5000.0",
      stages: [{ name: "manager", approvers: [{ manager: 1 }], quorum: "any", whenNobody: deputies }],
    },
    {
      name: "large",
      stages: [
        { name: "line", approvers: [{ managerWithLimit: true }], quorum: "any", whenNobody: deputies },
        { name: "finance", approvers: [{ group: financeId }], quorum: { count: 2 } },
      ],
    },
  ]);

const noHistory = { requestsLast30Days: 0, totalLast30Days: 0 };
const orderRequest = ({ requestedBy, ...payload }: Order): ConditionInput => ({
  ...payload.total,
  payload,
  findings: {},
  requester: requesterOf(requestedBy),
  history: noHistory,
});

/** "manager: emp-2 > finance: emp-8 emp-1", or what else comes of it. */
const routeOf = (rules: readonly Rule[], request: ConditionInput): string => {
  const evaluation = evaluate({ rules, request, directory, now });
  if (evaluation.outcome !== "staged") return evaluation.outcome;
  const employeeOf = (id: string): string => `emp-${Number(id.slice(-12))}`;
  return evaluation.stages
    .map(({ name, seats }) => `${name}: ${seats.map((seat) => employeeOf(seat.memberId)).join(" ")}`)
    .join(" > ");
};

/** Whole cents, read off the digits. */
const centsOf = ({ amount }: { readonly amount: string }): number => Number(amount.replace(".", ""));
const inMoney = (cents: number): string =>
  `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;

/** Who reports to whom, written down once more. */
const managers: Readonly<Record<string, string>> = {
  "emp-1": "emp-2",
  "emp-3": "emp-2",
  "emp-4": "emp-2",
  "emp-5": "emp-2",
  "emp-6": "emp-5",
  "emp-7": "emp-5",
  "emp-8": "emp-2",
  "emp-9": "emp-5",
};

const expectedOrderRoute = ({ requestedBy, total }: Order): string => {
  const cents = centsOf(total);
  if (cents <= 500_00) return "auto_approved";
  const instead = ["emp-2", "emp-8"].filter((employee) => employee !== requestedBy).join(" ");
  if (cents <= 5_000_00) return `manager: ${managers[requestedBy] ?? instead}`;
  const line = [managers[requestedBy] ?? "", managers[managers[requestedBy] ?? ""] ?? ""];
  const first = line.find((employee) => (limits[employee] ?? 0) * 100 >= cents);
  const others = finance.filter((employee) => employee !== requestedBy);
  return `line: ${first ?? instead} > finance: ${others.join(" ")}`;
};

test(`${orders.length} orders are routed by total and reporting line`, () => {
  const rules = orderRules("500");
  const routes = orders.map((order) => `${order.orderNumber} ${routeOf(rules, orderRequest(order))}`);
  expect(routes).toEqual(orders.map((order) => `${order.orderNumber} ${expectedOrderRoute(order)}`));
  expect(new Set(orders.map(expectedOrderRoute)).size).toBeGreaterThan(3);
});

const pastOf = (input: ConditionInput, rules: readonly Rule[], index: number): PastRequest => ({
  id: `req_00000000-0000-7000-8000-${String(index).padStart(12, "0")}` as Id<"request">,
  title: String(index),
  input,
  policyId: "pol_00000000-0000-7000-8000-000000000001",
  policyVersion: 1,
  rules,
});

/** What a simulation found, as the calculation beside it says it. */
const foundIn = ({ different, before, after }: Simulation) => ({
  different,
  freeBefore: [before.autoApproved.requests, ...before.autoApproved.amounts.map(({ amount }) => amount)],
  freeAfter: [after.autoApproved.requests, ...after.autoApproved.amounts.map(({ amount }) => amount)],
  stagedAfter: [after.staged.requests, ...after.staged.amounts.map(({ amount }) => amount)],
  decisions: [before.decisions, after.decisions],
});

const countOf = (cents: readonly number[]) => [
  cents.length,
  inMoney(cents.reduce((sum, one) => sum + one, 0)),
];

test("simulate shows what orders a higher cap would let through, to the cent", () => {
  const past = orders.map((order, index) => pastOf(orderRequest(order), orderRules("500"), index));
  const simulation = simulate(past, { rules: orderRules("1500"), directory, now });
  const totals = orders.map(({ total }) => centsOf(total));
  const upTo = (dollars: number) => totals.filter((cents) => cents <= dollars * 100);
  const large = totals.filter((cents) => cents > 5_000_00);
  const usual = totals.length - upTo(500).length - large.length;
  const freed = upTo(1_500).length - upTo(500).length;
  expect(freed).toBeGreaterThan(0);
  expect(foundIn(simulation)).toEqual({
    different: freed,
    freeBefore: countOf(upTo(500)),
    freeAfter: countOf(upTo(1_500)),
    stagedAfter: countOf(totals.filter((cents) => cents > 1_500_00)),
    decisions: [usual + 3 * large.length, usual - freed + 3 * large.length],
  });
  expect(simulation.differences).toHaveLength(Math.min(freed, 200));
  for (const { before, after } of simulation.differences)
    expect([before.rule, before.decisions, after.rule, after.decisions]).toEqual(["usual", 1, "small", 0]);
});

const committee = {
  name: "committee",
  approvers: ["emp-2", "emp-3", "emp-5"].map((employee) => ({ member: memberId(employee) })),
};
const underwriter = { name: "underwriter", approvers: [{ group: financeId }], quorum: "any" };
const loanRules = (largeAbove: number) =>
  rulesOf([
    {
      name: "prime",
      when: 'amount <= 2000.0 && payload.termMonths <= 12 && payload.financials.checkingAccount != "overdrawn" && payload.financials.creditHistory in ["all_paid_here", "no_credits", "paid_so_far"]',
      autoApprove: true,
      upTo: { amount: "2000", currency: "EUR" },
    },
    {
      name: "risky",
      when: 'payload.financials.checkingAccount == "overdrawn" && payload.financials.creditHistory in ["critical", "past_delay"] || payload.applicant.employment == "unemployed"',
      stages: [underwriter, { ...committee, quorum: "all" }],
      separation: { nobodyTwice: true },
    },
    {
      name: "large",
      when: `amount > ${largeAbove}.0`,
      stages: [underwriter, { ...committee, quorum: { count: 2 } }],
    },
    { name: "usual", stages: [underwriter] },
  ]);

const loanRequest = (payload: LoanApplication): ConditionInput => ({
  ...payload.amount,
  payload,
  findings: {},
  requester: requesterOf("emp-6"),
  history: noHistory,
});

const loanClass = ({ amount, termMonths, applicant, financials }: LoanApplication, largeAbove: number) => {
  const isPoor = financials.creditHistory === "critical" || financials.creditHistory === "past_delay";
  const isOverdrawn = financials.checkingAccount === "overdrawn";
  if (centsOf(amount) <= 2_000_00 && termMonths <= 12 && !isOverdrawn && !isPoor) return "prime";
  if ((isOverdrawn && isPoor) || applicant.employment === "unemployed") return "risky";
  return centsOf(amount) > largeAbove * 100 ? "large" : "usual";
};

const loanRoutes = {
  prime: "auto_approved",
  risky: "underwriter: emp-8 emp-1 emp-3 > committee: emp-2 emp-3 emp-5",
  large: "underwriter: emp-8 emp-1 emp-3 > committee: emp-2 emp-3 emp-5",
  usual: "underwriter: emp-8 emp-1 emp-3",
};
const loanDecisions = { prime: 0, risky: 4, large: 3, usual: 1 };

test(`${loans.length} loan applications are routed by amount and risk`, () => {
  const rules = loanRules(10_000);
  const routes = loans.map((loan) => `${loan.applicationNumber} ${routeOf(rules, loanRequest(loan))}`);
  expect(routes).toEqual(
    loans.map((loan) => `${loan.applicationNumber} ${loanRoutes[loanClass(loan, 10_000)]}`),
  );
  expect(new Set(loans.map((loan) => loanClass(loan, 10_000))).size).toBe(4);
});

test("simulate shows what loans a lower threshold would send to the committee, to the cent", () => {
  const past = loans.map((loan, index) => pastOf(loanRequest(loan), loanRules(10_000), index));
  const simulation = simulate(past, { rules: loanRules(5_000), directory, now });
  const decisionsAbove = (threshold: number): number =>
    loans.reduce((sum, loan) => sum + loanDecisions[loanClass(loan, threshold)], 0);
  const prime = loans.filter((loan) => loanClass(loan, 0) === "prime").map(({ amount }) => centsOf(amount));
  const staged = loans.filter((loan) => loanClass(loan, 0) !== "prime").map(({ amount }) => centsOf(amount));
  const moved = loans.filter((loan) => loanClass(loan, 10_000) !== loanClass(loan, 5_000));
  expect(moved.length).toBeGreaterThan(0);
  expect(foundIn(simulation)).toEqual({
    different: moved.length,
    freeBefore: countOf(prime),
    freeAfter: countOf(prime),
    stagedAfter: countOf(staged),
    decisions: [decisionsAbove(10_000), decisionsAbove(5_000)],
  });
});
