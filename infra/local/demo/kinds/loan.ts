import { readLines } from "../data.ts";
import type { DemoKind, DemoPeople, DemoPersonId, Scenario } from "./model.ts";

type LoanLine = Readonly<Record<string, unknown>> & {
  readonly applicationNumber: string;
  readonly outcome: string;
};

/** A real application of the test data, and what happens to it. */
type LoanScenario = Pick<Scenario, "label" | "says" | "decision" | "byHand" | "ends"> & {
  readonly applicationNumber: string;
  /** Sent with this ending of its number, by which the sandbox's systems behave otherwise. */
  readonly ending?: string;
};

const requester: DemoPersonId = "emp-6";
const approve = { outcome: "approve", comment: "The figures carry it." } as const;

const loans: readonly LoanScenario[] = [
  {
    label: "accepted",
    applicationNumber: "GC-10103",
    says: "two underwriters sign, the applicant accepts the offer, the money goes out and is booked",
    decision: approve,
    byHand: { "offer.make": { answer: "accept" } },
    ends: { request: "approved", run: "completed" },
  },
  {
    label: "rejected",
    applicationNumber: "GC-10105",
    says: "an underwriter rejects it, and the applicant is told the reasons of the score",
    decision: { outcome: "reject", comment: "The odds are against it." },
    ends: { request: "rejected", run: "completed" },
  },
  {
    label: "declined",
    applicationNumber: "GC-10107",
    says: "approved, but the applicant declines the offer",
    decision: approve,
    byHand: { "offer.make": { answer: "decline" } },
    ends: { request: "approved", run: "compensated" },
  },
  {
    label: "listed",
    applicationNumber: "GC-10111",
    ending: "-LATER",
    says: "approved and accepted, but on a sanctions list just before the money goes out",
    decision: approve,
    byHand: { "offer.make": { answer: "accept" } },
    ends: { request: "approved", run: "compensated" },
  },
];

const toScenario = (
  { applicationNumber, ending = "", ...scenario }: LoanScenario,
  lines: readonly LoanLine[],
): Scenario => {
  const line = lines.find((one) => one.applicationNumber === applicationNumber);
  if (line === undefined) {
    throw new Error(`loan-applications.ndjson has no ${applicationNumber}`);
  }
  const { outcome: _, ...payload } = line;
  const number = `${applicationNumber}${ending}`;
  return {
    ...scenario,
    title: `Loan ${number}`,
    requester,
    payload: { ...payload, applicationNumber: number },
  };
};

const members = (people: DemoPeople, ...ids: readonly DemoPersonId[]) =>
  ids.map((id) => ({ member: people(id) }));

/** Hits go to compliance; two different underwriters sign; above 10,000 so do three of five of the committee. */
const rules = (people: DemoPeople): readonly unknown[] => {
  const underwriting = (name: string, underwriter: DemoPersonId) => ({
    name,
    approvers: members(people, underwriter),
    quorum: "any",
    deadline: "P10D",
    onDeadline: "reject",
  });
  const compliance = {
    name: "compliance",
    when: "findings.kycHit || findings.sanctionsHit",
    approvers: members(people, "emp-5"),
    quorum: "any",
    deadline: "P5D",
  };
  const signed = [compliance, underwriting("underwriting", "emp-3"), underwriting("second look", "emp-8")];
  const committee = {
    name: "committee",
    approvers: members(people, "emp-1", "emp-2", "emp-5", "emp-7", "emp-9"),
    quorum: { count: 3 },
    deadline: "P10D",
  };
  const separation = { nobodyTwice: true };
  return [
    { name: "above the limit", when: "amount > 10000.0", stages: [...signed, committee], separation },
    { name: "usual", stages: signed, separation },
  ];
};

/** Four eyes, an offer to somebody outside, and what the law has them told. */
export const loanDemo: DemoKind = {
  kind: "loan",
  says: "four real applications go the whole way",
  policy: { name: "Loans by amount and hits", rules },
  scenarios: async () => {
    const lines = await readLines<LoanLine>("loan-applications.ndjson");
    return loans.map((loan) => toScenario(loan, lines));
  },
};
