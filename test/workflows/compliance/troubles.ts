import { expect } from "vitest";
import { editPayload } from "../support/edit-payload.ts";
import type { Rule } from "../support/sandbox-door.ts";
import type { Scenario } from "../support/scenario.ts";
import { noFollowUp } from "./follow-ups.ts";
import { somebodyElse } from "./officer.ts";
import {
  analyst,
  called,
  canceled,
  completed,
  full,
  high,
  medium,
  nothing,
  officer,
  revoked,
  takenBack,
} from "./kind.ts";

const later = (type: Rule["type"], afterEffect = false): readonly Rule[] => [
  { type, behavior: "accept-later", ...(afterEffect ? { afterEffect } : {}) },
];

export const systems: readonly Scenario[] = [
  {
    name: "the screening declines",
    sandbox: [{ type: "screening.search", behavior: "decline", reasonCode: "no_license" }],
    happens: [],
    ends: canceled("screen: no_license"),
  },
  {
    name: "the screening does not answer, and the admin screens by hand: nobody passes by what cannot be read",
    sandbox: [{ type: "screening.search", behavior: "fail" }],
    happens: [{ who: "admin", answers: "screen", with: "done" }, somebodyElse, analyst, officer],
    ends: completed(),
  },
  {
    name: "the screening never answers",
    sandbox: [{ type: "screening.search", behavior: "fail" }],
    happens: [{ passes: "P7D" }],
    ends: canceled("screen: no_answer"),
  },
  {
    name: "withdrawn while it is screened",
    sandbox: later("screening.search"),
    happens: [takenBack("screen")],
    ends: { request: "withdrawn", run: "canceled", ledger: nothing },
  },
  {
    name: "the register declines",
    sandbox: [{ type: "compliance.register", behavior: "decline", reasonCode: "case_closed" }],
    happens: [],
    ends: {
      request: "approved",
      run: "compensated",
      ledger: nothing,
      failure: "register: case_closed",
    },
  },
  {
    name: "the register never answers",
    sandbox: [{ type: "compliance.register", behavior: "fail" }],
    happens: [{ passes: "P7D" }],
    ends: { request: "approved", run: "compensated", ledger: nothing, failure: "register: no_answer" },
  },
  {
    name: "the register clears it and never says so",
    sandbox: [{ type: "compliance.register", behavior: "fail", afterEffect: true }],
    happens: [{ passes: "P7D" }],
    ends: { request: "approved", run: "compensated", ledger: revoked, failure: "register: no_answer" },
  },
  {
    name: "withdrawn while the analyst looks at it",
    payload: medium,
    happens: [{ who: "requester", does: "withdraw" }],
    ends: { request: "withdrawn", run: "canceled", ledger: nothing },
  },
  {
    name: "canceled by the admin between analyst and officer",
    payload: high,
    happens: [analyst, { who: "admin", does: "cancel" }],
    ends: { request: "canceled", run: "canceled", ledger: nothing },
  },
  {
    name: "withdrawn while the register thinks, which had cleared it: the clearance is revoked",
    sandbox: later("compliance.register", true),
    happens: [takenBack("register")],
    ends: { request: "withdrawn", run: "compensated", ledger: revoked, also: (scene) => noFollowUp(scene) },
  },
  {
    name: "withdrawn while word of the clearance is on its way",
    sandbox: later("compliance.tell"),
    happens: [takenBack("tell")],
    ends: { request: "withdrawn", run: "compensated", ledger: revoked, also: (scene) => noFollowUp(scene) },
  },
  {
    name: "word of the clearance gets lost, and it stands",
    sandbox: [{ type: "compliance.tell", behavior: "decline", reasonCode: "no_address" }],
    happens: [],
    ends: completed(["compliance.register"]),
  },
  {
    name: "the clearance cannot be revoked",
    sandbox: [...later("compliance.register", true), { type: "compliance.revoke", behavior: "fail" }],
    happens: [takenBack("register"), { passes: "P14D" }],
    ends: { request: "withdrawn", run: "failed", ledger: ["compliance.register"] },
  },
];

export const edits: readonly Scenario[] = [
  {
    name: "an answer is corrected between analyst and officer, and both are asked again",
    payload: high,
    happens: [
      analyst,
      {
        it: "the requester corrects an answer",
        does: (scene) =>
          editPayload(scene, {
            questions: full.questions.map((one) => ({ ...one, answer: "None of them." })),
          }),
      },
      analyst,
      officer,
    ],
    ends: completed(),
  },
  {
    name: "who was screened is not exchanged",
    payload: medium,
    happens: [
      {
        it: "the requester wants to name somebody else",
        does: (scene) =>
          expect(editPayload(scene, called("Somebody Else"))).rejects.toMatchObject({
            code: "approval_request.not_editable",
          }),
      },
      analyst,
    ],
    ends: completed(),
  },
];
