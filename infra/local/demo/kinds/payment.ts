import type { DemoKind, Scenario } from "./model.ts";

const millisecondsPerDay = 86_400_000;
const waitDays = 20;
const idBase = 36;

const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * millisecondsPerDay).toISOString().slice(0, 10);

const accepted = { status: "accepted" };
/** The bank takes every file; what it says of it comes later. */
const bank = { "bank_acknowledgement.await": accepted, "bank_statement.reconcile": accepted };
const returned = {
  ...bank,
  "bank_statement.reconcile": { status: "rejected", reasonCode: "AC04" },
};

type PaymentScenario = Pick<Scenario, "label" | "says" | "byHand" | "later" | "ends"> & {
  readonly payee: { readonly name: string; readonly account: object; readonly country: string };
  /** In EUR. */
  readonly amount: string;
  readonly day?: string;
};

const printer = {
  name: "Norddeutsche Papier GmbH",
  account: { iban: "DE89370400440532013000" },
  country: "DE",
};

const payments: readonly PaymentScenario[] = [
  {
    label: "checked",
    says: "to a new payee: one calls back, another checks; released, acknowledged, posted, reconciled",
    payee: printer,
    amount: "1250.00",
    later: bank,
    ends: { request: "approved", run: "completed" },
  },
  {
    label: "two check",
    says: "above 50,000 two people check",
    payee: { name: "Vlaamse Machines NV", account: { iban: "BE68539007547034" }, country: "BE" },
    amount: "62000.00",
    later: bank,
    ends: { request: "approved", run: "completed" },
  },
  {
    label: "listed",
    says: "the payee's name is on a sanctions list, and it is them: nothing leaves",
    payee: { name: "Blocked Drains Ltd", account: { iban: "GB29NWBK60161331926819" }, country: "GB" },
    amount: "480.00",
    byHand: { "payee_hit.clear": { answer: "cannotBeDone", comment: "Same name, same address." } },
    ends: { request: "approved", run: "compensated" },
  },
  {
    label: "returned",
    says: "the money comes back after it was posted: the posting is reversed",
    payee: { name: "Zürcher Verlag AG", account: { iban: "CH9300762011623852957" }, country: "CH" },
    amount: "310.50",
    later: returned,
    ends: { request: "approved", run: "compensated" },
  },
  {
    label: "waits",
    says: `for a day in ${waitDays} days: approved, and asleep until the bank opens then`,
    payee: printer,
    amount: "99.00",
    day: dayFromNow(waitDays),
    ends: { request: "approved", run: "waiting" },
  },
];

const toScenario = (
  { payee, amount, day = dayFromNow(0), ...scenario }: PaymentScenario,
  number: number,
  series: string,
): Scenario => {
  const endToEndId = `DEMO-${series}-${number}`;
  return {
    ...scenario,
    title: `Payment ${endToEndId} to ${payee.name}`,
    requester: "emp-1",
    decision: { outcome: "approve", comment: "Called the number that we know." },
    payload: {
      endToEndId,
      payee,
      debtor: { name: "Northwind Traders", account: { iban: "NL91ABNA0417164300" } },
      requestedExecutionDate: day,
      remittance: `Invoice ${number}`,
      total: { amount, currency: "EUR" },
    },
  };
};

const checkers = (people: readonly string[]) => people.map((member) => ({ member }));

/** Maker and checker always; whoever is new is called back, and above the tenant's sum a second person checks. */
export const paymentDemo: DemoKind = {
  kind: "payment",
  says: "five payments, to their end or to sleep",
  /** A bank that is open whenever the demo runs, and takes as many demos as you like. */
  settings: {
    bankTimeZone: "UTC",
    bankDays: [1, 2, 3, 4, 5, 6, 7],
    opening: "00:00",
    cutOff: "23:59",
    perPayeePerDay: [{ amount: "10000000.00", currency: "EUR" }],
    perDay: [{ amount: "10000000.00", currency: "EUR" }],
  },
  policy: {
    name: "Payments by risk",
    rules: (people) => [
      {
        name: "sent twice",
        when: "findings.duplicateEndToEndId == true",
        autoReject: {
          reasonCode: "duplicate_end_to_end_id",
          comment: "A payment of this id is under way, or done.",
        },
      },
      {
        name: "over a limit",
        when: "findings.overPayeeLimit || findings.overDayLimit",
        autoReject: { reasonCode: "over_limit", comment: "Over the limit of the day." },
      },
      {
        name: "all others",
        separation: { nobodyTwice: true },
        stages: [
          {
            name: "call back",
            when: "findings.firstPayment || findings.payeeChangedRecently",
            approvers: checkers([people("emp-8")]),
            quorum: "any",
            deadline: "P2D",
          },
          {
            name: "check",
            approvers: checkers([people("emp-5")]),
            quorum: "any",
            deadline: "P2D",
          },
          {
            name: "second check",
            when: "findings.twoCheckers == true",
            approvers: checkers([people("emp-2")]),
            quorum: "any",
            deadline: "P2D",
          },
        ],
      },
    ],
  },
  scenarios: () => {
    const series = Date.now().toString(idBase).toUpperCase();
    return Promise.resolve(payments.map((payment, index) => toScenario(payment, index + 1, series)));
  },
};
