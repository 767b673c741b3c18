import { expect } from "vitest";
import { changeKindSettings } from "../../../services/kinds/index.ts";
import { happen } from "../support/happen.ts";
import type { Happening, Scenario } from "../support/scenario.ts";
import { analyst, canceled, completed, findingsOf, nothing, officer, sanctioned, takenBack } from "./kind.ts";

export const secondTimeRefused: Happening = {
  it: "the analyst wants to be the officer as well",
  does: (scene) => expect(happen(scene, analyst)).rejects.toMatchObject({ code: "decision.not_eligible" }),
};

const samePerson: Happening = {
  who: "admin",
  answers: "review-prohibited",
  with: "same",
  comment: "Same date of birth",
};
export const somebodyElse: Happening = {
  who: "admin",
  answers: "review-prohibited",
  with: "other",
  comment: "Another country, other owners",
};

export const prohibited: readonly Scenario[] = [
  {
    name: "prohibited: it is the same, and the case is rejected",
    payload: sanctioned,
    happens: [samePerson],
    ends: { request: "rejected", run: "completed", ledger: nothing },
  },
  {
    name: "prohibited: it is somebody else, a high risk still",
    payload: sanctioned,
    happens: [somebodyElse, analyst, secondTimeRefused, officer],
    ends: {
      ...completed(),
      also: async (scene) => {
        expect(await findingsOf(scene)).toMatchObject({ tier: "high", hits: 1, validMonths: 12 });
      },
    },
  },
  {
    name: "prohibited: the officers are whom the tenant names",
    payload: sanctioned,
    prepare: ({ ctx, people }) =>
      changeKindSettings(ctx, {
        kind: "compliance",
        settings: { officers: { member: people.director } },
        revision: null,
      }),
    happens: [
      {
        it: "the controller, who was not asked, answers",
        does: (scene) =>
          expect(happen(scene, { ...somebodyElse, who: "controller" })).rejects.toMatchObject({
            code: "actor.not_allowed",
          }),
      },
      { ...samePerson, who: "director" },
    ],
    ends: { request: "rejected", run: "completed", ledger: nothing },
  },
  {
    name: "prohibited: the officer does not look at it in time",
    payload: sanctioned,
    happens: [{ passes: "P7D" }],
    ends: canceled("review-prohibited: no_answer"),
  },
  {
    name: "prohibited: withdrawn before the officer looks at it",
    payload: sanctioned,
    happens: [takenBack("review-prohibited")],
    ends: { request: "withdrawn", run: "canceled", ledger: nothing },
  },
];
