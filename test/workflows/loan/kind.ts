import { changeKindSettings } from "../../../services/kinds/change-settings.ts";
import { loanExamples } from "../../../workflows/loan/examples.ts";
import type { People } from "../support/people.ts";
import type { KindUnderTest } from "../support/scenario.ts";

const committee = ["chair", "treasurer", "counsel", "actuary", "founder"] as const;

const seats = (people: People, ...names: readonly string[]) =>
  names.map((name) => ({ member: people.others[name] }));

/** Hits go to compliance, two different underwriters sign, and above 10,000 three of five of the committee do. */
const rules = (people: People): readonly unknown[] => {
  const compliance = {
    name: "compliance",
    when: "findings.kycHit || findings.sanctionsHit",
    approvers: seats(people, "compliance officer"),
    quorum: "any",
    deadline: "P5D",
  };
  const underwriting = (name: string) => ({
    name,
    approvers: seats(people, "underwriter", "senior underwriter"),
    quorum: "any",
    deadline: "P10D",
    onDeadline: "reject",
    assurance: "link",
  });
  const four = [compliance, underwriting("underwriting"), underwriting("second look")];
  const separation = { nobodyTwice: true };
  return [
    {
      name: "poor odds",
      when: "findings.score < 540 && findings.score > 0",
      autoReject: { reasonCode: "credit_score" },
    },
    {
      name: "above the limit",
      when: "amount > 10000.0",
      stages: [
        ...four,
        { name: "committee", approvers: seats(people, ...committee), quorum: { count: 3 }, deadline: "P10D" },
      ],
      separation,
    },
    { name: "usual", stages: four, separation },
  ];
};

/** A small loan of good odds. */
export const [, spare] = loanExamples;
const contact = { name: "Carla Neumann", email: "carla.neumann@mail.example" };
export const amount = "2500.00 EUR";
export const eur = (sum: string) => ({ amount: sum, currency: "EUR" });

export const loan: KindUnderTest = {
  kind: "loan",
  payload: () => ({ ...spare, contact, documents: ["proofOfIdentity"] }),
  rules,
  tasks: ["applicant.*", "credit.*", "notice.*", "loan.*"],
  undoings: [
    { effect: "loan.disburse", undoneBy: "loan.reverse" },
    { effect: "loan.book", undoneBy: "loan.unbook" },
  ],
  prepare: ({ ctx }) =>
    changeKindSettings(ctx, {
      kind: "loan",
      settings: { requiredDocuments: ["proofOfIdentity"] },
      revision: null,
    }).then(() => undefined),
  people: ["compliance officer", "underwriter", "senior underwriter", ...committee],
};
