import { editRequest } from "../../../services/requests/index.ts";
import { answerForPerson } from "../../../services/service-tasks/index.ts";
import { addDays } from "../../../workflows/onboarding/business-days.ts";
import { openTaskOf } from "../support/happen.ts";
import type { Happening } from "../support/scenario.ts";
import { daysPass } from "./days.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Somebody who was asked for a step answers; most of them are no members. */
export const says = (who: string, step: string, answer: string, fields: Fields = {}): Happening => ({
  it: `${who} answers ${step} with ${answer}`,
  does: async (scene) =>
    answerForPerson(scene.ctx, {
      id: await openTaskOf(scene, step),
      answer,
      fields: { ...fields },
      comment: "As agreed.",
    }),
});

export const approved: Happening = { who: "manager", does: "approve" };
export const welcomed = says("the manager", "welcome-new-hire", "ready", {
  desk: "3.12",
  buddy: "Anne Dodsworth",
  plan: "Monday: the tour.",
});
const firstOwner = says("the owner of the CRM", "approve-access-1", "grant");
const secondOwner = says("the owner of the price lists", "approve-access-2", "grant");
export const attested = says("the new hire", "collect-documents", "handIn", { attestation: "citizen" });
/** By people; systems answer by themselves. */
export const prepared: readonly Happening[] = [welcomed, firstOwner, secondOwner, attested];
export const equipmentDay = daysPass(8);
export const firstDay = daysPass(14);
export const verified = says("HR", "verify-eligibility", "verified", {
  document: "US passport",
  isReceipt: false,
});
export const started: readonly Happening[] = [approved, ...prepared, equipmentDay, firstDay];

/** Moves the first day by so many days. */
export const startMoves = (days: number): Happening => ({
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

export const rescind: Happening = { who: "requester", does: "withdraw" };

/** In Germany: no form I-9, no papers asked for, no equipment, no systems. */
export const spare = {
  country: "DE",
  timeZone: "Europe/Berlin",
  managerTimeZone: "Europe/Berlin",
  access: [],
  equipment: [],
};
export const spareStart: readonly Happening[] = [approved, welcomed, daysPass(22)];
export const afterStart: readonly Happening[] = [
  daysPass(32),
  says("the manager", "check-in-30", "held"),
  daysPass(30),
  says("the manager", "check-in-60", "held"),
  daysPass(15),
  says("the manager", "decide-probation", "confirm"),
  daysPass(15),
  says("the manager", "check-in-90", "held"),
];

export const hire = (email: string) => ({ newHire: { name: "Maria Anders", email } });

/** In the US, without systems or equipment. */
export const us = { access: [], equipment: [] };

export const usStart: readonly Happening[] = [approved, welcomed, attested, daysPass(22)];
