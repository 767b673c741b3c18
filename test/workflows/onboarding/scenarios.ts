import { answerForPerson } from "../../../services/service-tasks/index.ts";
import { addDays, dayOf } from "../../../workflows/onboarding/business-days.ts";
import { onboardingExamples } from "../../../workflows/onboarding/examples.ts";
import { openTaskOf } from "../support/happen.ts";
import type { Happening, KindUnderTest, Scenario } from "../support/scenario.ts";
import { managerDecides, notApproved } from "../support/shared-scenarios.ts";
import { daysPass } from "./days.ts";

/** Far enough that equipment is ordered some days after the approval. */
const startInDays = 21;
const timeZone = "America/Los_Angeles";
const equipment = "1539.90 USD";

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

type Fields = Readonly<Record<string, unknown>>;

/** Somebody who was asked for a step answers; most of them are no members. */
const says = (who: string, step: string, answer: string, fields: Fields = {}): Happening => ({
  it: `${who} answers ${step} with ${answer}`,
  does: async (scene) =>
    answerForPerson(scene.ctx, {
      id: await openTaskOf(scene, step),
      answer,
      fields: { ...fields },
      comment: "As agreed.",
    }),
});

const approved: Happening = { who: "manager", does: "approve" };
const welcomed = says("the manager", "welcome-new-hire", "ready", {
  desk: "3.12",
  buddy: "Anne Dodsworth",
  plan: "Monday: the tour.",
});
const firstOwner = says("the owner of the CRM", "approve-access-1", "grant");
const secondOwner = says("the owner of the price lists", "approve-access-2", "grant");
const attested = says("the new hire", "collect-documents", "handIn", { attestation: "citizen" });
/** By people; systems answer by themselves. */
const prepared: readonly Happening[] = [welcomed, firstOwner, secondOwner, attested];
const equipmentDay = daysPass(8);
const firstDay = daysPass(14);
const verified = says("HR", "verify-eligibility", "verified", { document: "US passport", isReceipt: false });
const started: readonly Happening[] = [approved, ...prepared, equipmentDay, firstDay];

const preparedLedger = ["contract.prepare", "payroll.register", "account.create"];
const startedLedger = [...preparedLedger, `equipment.order ${equipment}`, "account.activate"];
const allUndone = [
  "account.revoke",
  "documents.delete",
  `equipment.cancel ${equipment}`,
  "account.delete",
  "payroll.deregister",
  "contract.void",
];

const goodWays: readonly Scenario[] = [
  {
    name: "starts, and stays after ninety days",
    isGoodWay: true,
    happens: [
      ...started,
      verified,
      daysPass(32),
      says("the manager", "check-in-30", "held", { notes: "Settled in." }),
      daysPass(30),
      says("the manager", "check-in-60", "held"),
      daysPass(15),
      says("the manager", "decide-probation", "confirm"),
      daysPass(15),
      says("the manager", "check-in-90", "held"),
    ],
    ends: { request: "approved", run: "completed", ledger: startedLedger },
  },
];

const rescinded: readonly Scenario[] = [
  {
    name: "the offer is rescinded after the start",
    happens: [...started, { who: "requester", does: "withdraw" }],
    ends: { request: "withdrawn", run: "compensated", ledger: [...startedLedger, ...allUndone] },
  },
];

export const scenarios: readonly Scenario[] = [...goodWays, ...rescinded, ...notApproved];
