import { editRequest } from "../../../services/requests/index.ts";
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

/** Moves the first day by so many days. */
const startMoves = (days: number): Happening => ({
  it: `the first day moves by ${days} days`,
  does: async (scene) => {
    const { currentVersion, versions } = await scene.request();
    const newest = versions.find(({ version }) => version === currentVersion)?.payload as {
      readonly startDate: string;
    };
    await editRequest(scene.ctx, {
      id: scene.requestId,
      requestVersion: currentVersion,
      payload: { ...newest, startDate: addDays(newest.startDate, days) },
      actingMemberId: scene.people.requester,
    });
  },
});

const moved: readonly Scenario[] = [
  {
    name: "the first day moves, and everything with it",
    happens: [
      approved,
      ...prepared,
      startMoves(7),
      // Equipment would have been ordered by now.
      equipmentDay,
      daysPass(7),
      startMoves(-1),
      daysPass(13),
      verified,
      { who: "requester", does: "withdraw" },
    ],
    ends: {
      request: "withdrawn",
      run: "compensated",
      ledger: [...startedLedger, ...allUndone],
    },
  },
];

const rescind: Happening = { who: "requester", does: "withdraw" };
const undoneAfterStart = [...startedLedger, ...allUndone];

const rescinded: readonly Scenario[] = [
  {
    name: "the offer is rescinded while everybody prepares",
    happens: [approved, welcomed, rescind],
    ends: {
      request: "withdrawn",
      run: "compensated",
      ledger: [...preparedLedger, "account.delete", "payroll.deregister", "contract.void"],
    },
  },
  {
    name: "the offer is rescinded once the documents are there",
    happens: [approved, ...prepared, rescind],
    ends: {
      request: "withdrawn",
      run: "compensated",
      ledger: [
        ...preparedLedger,
        "documents.delete",
        "account.delete",
        "payroll.deregister",
        "contract.void",
      ],
    },
  },
  {
    name: "the offer is rescinded before the first day",
    happens: [approved, ...prepared, equipmentDay, rescind],
    ends: {
      request: "withdrawn",
      run: "compensated",
      ledger: [...preparedLedger, `equipment.order ${equipment}`, ...allUndone.slice(1)],
    },
  },
  {
    name: "canceled while the accounts are activated",
    sandbox: [{ type: "account.activate", behavior: "accept-later", afterEffect: true }],
    happens: [...started, { who: "admin", does: "cancel", while: "activate-accounts" }],
    ends: { request: "canceled", run: "compensated", ledger: undoneAfterStart },
  },
  {
    name: "rescinded after the start, when nobody has shown up",
    happens: [...started, rescind],
    ends: { request: "withdrawn", run: "compensated", ledger: undoneAfterStart },
  },
  {
    name: "the new hire will not start",
    happens: [approved, welcomed, says("the new hire", "collect-documents", "withdraw")],
    ends: {
      request: "approved",
      run: "compensated",
      ledger: [...preparedLedger, "account.delete", "payroll.deregister", "contract.void"],
      failure: "collect-documents: will_not_start",
    },
  },
];

/** In Germany: no form I-9, no papers asked for, no equipment, no systems. */
const spare = {
  country: "DE",
  timeZone: "Europe/Berlin",
  managerTimeZone: "Europe/Berlin",
  access: [],
  equipment: [],
};
const spareStart: readonly Happening[] = [approved, welcomed, daysPass(22)];
const afterStart: readonly Happening[] = [
  daysPass(32),
  says("the manager", "check-in-30", "held"),
  daysPass(30),
  says("the manager", "check-in-60", "held"),
  daysPass(15),
  says("the manager", "decide-probation", "confirm"),
  daysPass(15),
  says("the manager", "check-in-90", "held"),
];
const spareLedger = [...preparedLedger, "account.activate"];
const spareUndone = ["account.delete", "payroll.deregister", "contract.void"];

const hire = (email: string) => ({ newHire: { name: "Maria Anders", email } });

const notClear: readonly Scenario[] = [
  {
    name: "the check finds something, and the head of HR takes it upon themselves",
    payload: { ...spare, ...hire("maria+consider@alfreds.example") },
    happens: [...spareStart, says("the head of HR", "decide-on-start", "override"), ...afterStart],
    ends: { request: "approved", run: "completed", ledger: spareLedger },
  },
  {
    name: "the check finds something, and the head of HR stops it",
    payload: { ...spare, ...hire("maria+consider@alfreds.example") },
    happens: [...spareStart, says("the head of HR", "decide-on-start", "stop")],
    ends: {
      request: "approved",
      run: "compensated",
      ledger: [...preparedLedger, ...spareUndone],
      failure: "decide-on-start: stopped",
    },
  },
  {
    name: "the check is not back by the first day, and nobody decides",
    payload: spare,
    sandbox: [{ type: "background.check", behavior: "accept-later" }],
    happens: [...spareStart, { passes: "P7D" }],
    ends: {
      request: "approved",
      run: "compensated",
      ledger: [...preparedLedger, ...spareUndone],
      failure: "decide-on-start: no_answer",
    },
  },
  {
    name: "withdrawn while the head of HR thinks about it",
    payload: spare,
    sandbox: [{ type: "contract.prepare", behavior: "decline", reasonCode: "not_signed" }],
    happens: [...spareStart, { who: "requester", does: "withdraw", while: "decide-on-start" }],
    ends: {
      request: "withdrawn",
      run: "compensated",
      ledger: ["payroll.register", "account.create", "account.delete", "payroll.deregister"],
    },
  },
  {
    name: "the check comes back in time, although later",
    payload: spare,
    sandbox: [{ type: "background.check", behavior: "accept-later" }],
    happens: [
      approved,
      welcomed,
      daysPass(10),
      { system: "completes", step: "check-background", result: { status: "clear" } },
      daysPass(12),
      ...afterStart,
    ],
    ends: { request: "approved", run: "completed", ledger: spareLedger },
  },
];

const byHand: readonly Scenario[] = [
  {
    name: "what the systems would not do is done by hand",
    payload: {
      ...spare,
      ...hire("root@alfreds.example"),
      equipment: [{ sku: "LAPTOP-EOL", description: "Laptop", price: { amount: "900.00", currency: "EUR" } }],
    },
    happens: [
      approved,
      welcomed,
      says("IT", "set-up-account", "created", { accountId: "m.anders" }),
      daysPass(8),
      says("IT", "provide-equipment", "provided"),
      daysPass(14),
      rescind,
      says("IT", "take-back-equipment", "done"),
      says("IT", "remove-account", "done"),
    ],
    ends: {
      request: "withdrawn",
      run: "compensated",
      ledger: [
        "contract.prepare",
        "payroll.register",
        "account.activate",
        "account.revoke",
        "payroll.deregister",
        "contract.void",
      ],
    },
  },
  {
    name: "there is no account to activate",
    payload: spare,
    sandbox: [{ type: "account.activate", behavior: "decline", reasonCode: "no_account" }],
    happens: spareStart,
    ends: {
      request: "approved",
      run: "compensated",
      ledger: [...preparedLedger, ...spareUndone],
      failure: "activate-accounts: no_account",
    },
  },
  {
    name: "nobody prepares anything, and the new hire starts all the same",
    payload: { access: [] },
    happens: [approved, daysPass(22), verified, ...afterStart],
    ends: {
      request: "approved",
      run: "completed",
      ledger: startedLedger,
    },
  },
];

const usStart: readonly Happening[] = [approved, welcomed, attested, daysPass(22)];
const us = { access: [], equipment: [] };
const usUndone = ["account.revoke", "documents.delete", ...spareUndone];

const eligibility: readonly Scenario[] = [
  {
    name: "the papers are looked at too late",
    payload: us,
    happens: [
      ...usStart,
      daysPass(8),
      says("the head of HR", "verify-eligibility-late", "verified", {
        document: "US passport",
        isReceipt: false,
      }),
      ...afterStart,
    ],
    ends: { request: "approved", run: "completed", ledger: spareLedger },
  },
  {
    name: "there is no right to work",
    payload: us,
    happens: [...usStart, says("HR", "verify-eligibility", "notEligible")],
    ends: {
      request: "approved",
      run: "compensated",
      ledger: [...spareLedger, ...usUndone],
      failure: "verify-eligibility: not_eligible",
    },
  },
  {
    name: "a receipt is shown, and never the document",
    payload: us,
    happens: [
      ...usStart,
      says("HR", "verify-eligibility", "verified", { document: "receipt", isReceipt: true }),
      daysPass(84),
      says("HR", "replace-receipt", "notShown"),
    ],
    ends: {
      request: "approved",
      run: "compensated",
      ledger: [...spareLedger, ...usUndone],
      failure: "replace-receipt: not_eligible",
    },
  },
];

const firstQuarter: readonly Scenario[] = [
  {
    name: "the manager misses a talk twice, and HR holds it",
    payload: spare,
    happens: [
      ...spareStart,
      daysPass(32),
      { passes: "P4D" },
      { passes: "P4D" },
      says("HR", "check-in-30-by-hr", "held"),
      ...afterStart.slice(2),
    ],
    ends: { request: "approved", run: "completed", ledger: spareLedger },
  },
  {
    name: "the employment ends on probation",
    payload: spare,
    happens: [...spareStart, ...afterStart.slice(0, 5), says("the manager", "decide-probation", "end")],
    ends: {
      request: "approved",
      run: "compensated",
      ledger: [...spareLedger, "account.revoke", ...spareUndone],
      failure: "decide-probation: employment_ended",
    },
  },
];

export const scenarios: readonly Scenario[] = [
  ...goodWays,
  ...moved,
  ...rescinded,
  ...notClear,
  ...byHand,
  ...eligibility,
  ...firstQuarter,
  ...notApproved,
];
