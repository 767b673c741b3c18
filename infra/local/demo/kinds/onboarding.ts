import { addDays, dayOf } from "../../../../workflows/onboarding/business-days.ts";
import type { DemoKind, HandAnswer, Scenario } from "./model.ts";

/** Where it is between nine in the morning and midnight now, so that the start of a first day of today is past. */
const timeZoneOf = (now: Date): string => (now.getUTCHours() < 12 ? "Asia/Tokyo" : "Europe/London");

const usd = (amount: string) => ({ amount, currency: "USD" });

const payload = (user: string, startsInDays: number) => {
  const now = new Date();
  const timeZone = timeZoneOf(now);
  return {
    newHire: { name: "Maria Anders", email: `${user}@alfreds.example` },
    position: "Sales Representative",
    department: "Sales",
    startDate: addDays(dayOf(now, timeZone), startsInDays),
    timeZone,
    country: "US",
    manager: { email: "steven.buchanan@northwind.example", name: "Steven Buchanan" },
    access: [
      {
        system: "CRM",
        role: "Sales",
        owner: { email: "laura.callahan@northwind.example", name: "Laura Callahan" },
      },
    ],
    equipment: [{ sku: "LAPTOP-14", description: "Laptop, 14 inches", price: usd("1450.00") }],
    salary: usd("68000.00"),
    documents: [],
  };
};

const attested: HandAnswer = { answer: "handIn", fields: { attestation: "citizen" } };

const byHand: Readonly<Record<string, HandAnswer>> = {
  "welcome.prepare": {
    answer: "ready",
    fields: { desk: "3.12", buddy: "Anne Dodsworth", plan: "Monday: the tour." },
  },
  "access.approve": { answer: "grant" },
  "documents.collect": attested,
  "eligibility.verify": { answer: "verified", fields: { document: "US passport", isReceipt: false } },
  "start.decide": { answer: "stop", comment: "Not before the check is clear." },
};

const usual = { requester: "emp-6", byHand, decision: { outcome: "approve", comment: "Welcome!" } } as const;

/** The manager's yes; a salary above 150,000 asks the vice president too. */
export const onboardingDemo: DemoKind = {
  kind: "onboarding",
  says: "four people are to start",
  policy: {
    name: "Onboardings by salary",
    rules: (people) => {
      const manager = { name: "manager", approvers: [{ manager: 1 }], quorum: "any", deadline: "P5D" };
      const vicePresident = {
        name: "vice president",
        approvers: [{ member: people("emp-2") }],
        quorum: "any",
        deadline: "P5D",
      };
      return [
        { name: "well paid", when: "amount > 150000.0", stages: [manager, vicePresident] },
        { name: "usual", stages: [manager] },
      ];
    },
  },
  scenarios: (): Promise<readonly Scenario[]> =>
    Promise.resolve([
      {
        ...usual,
        label: "starts",
        says: "the first day is today: all is prepared and activated; the run sleeps until the talk after 30 days",
        title: "Maria Anders starts today",
        payload: payload("maria.anders", 0),
        ends: { request: "approved", run: "waiting" },
      },
      {
        ...usual,
        label: "waits",
        says: "the first day is in six weeks: the run sleeps until the laptop is to be ordered",
        title: "Maria Anders starts in six weeks",
        payload: payload("m.anders", 42),
        ends: { request: "approved", run: "waiting" },
      },
      {
        ...usual,
        label: "stopped",
        says: "the background check finds something, and the head of HR stops it: all is undone",
        title: "Maria Anders is not clear",
        payload: payload("maria+consider", 0),
        ends: { request: "approved", run: "compensated" },
      },
      {
        ...usual,
        label: "rejected",
        says: "the manager rejects it by the link",
        title: "Maria Anders does not start",
        payload: payload("anders.maria", 42),
        decision: { outcome: "reject", comment: "No new hires this quarter." },
        ends: { request: "rejected", run: "completed" },
      },
    ]),
};
