import { expect } from "vitest";
import { paymentExamples } from "../../../workflows/payment/examples.ts";
import type { Happening, Scenario } from "../support/scenario.ts";
import {
  calledBack,
  checked,
  completed,
  daysFromNow,
  edit,
  failedAt,
  nothing,
  set,
  wentWell,
} from "./kind.ts";

const cutOffPasses: Happening = {
  it: "the bank's cut-off passes",
  does: (scene) => set(scene, { cutOff: "00:02" }),
};
const nextMorning: readonly Happening[] = [
  { it: "the bank opens on the next day", does: (scene) => set(scene, {}) },
  { passes: "P1D" },
];

export const bankWindow: readonly Scenario[] = [
  {
    name: "approved after the cut-off, carried out on the next day",
    happens: [
      calledBack,
      cutOffPasses,
      checked,
      {
        it: "the request says so",
        does: async ({ request }) => {
          const { status, run, findings } = await request();
          expect({ status, run: run?.status, findings }).toMatchObject({
            status: "approved",
            run: "waiting",
            findings: { valueDate: daysFromNow(1), valueDateMoved: "cut_off" },
          });
        },
      },
      ...nextMorning,
      ...wentWell,
    ],
    ends: completed(),
  },
  {
    name: "withdrawn while it waits for the bank",
    happens: [calledBack, cutOffPasses, checked, { who: "requester", does: "withdraw" }],
    ends: { request: "withdrawn", run: "canceled", ledger: nothing },
  },
  {
    name: "a line is left out while it waits, and nobody is asked again",
    happens: [
      calledBack,
      cutOffPasses,
      checked,
      {
        it: "the requester leaves a line out",
        does: (scene) =>
          edit(scene, {
            lines: paymentExamples[0]?.lines?.slice(0, 1),
            total: { amount: "1000.00", currency: "EUR" },
          }),
      },
      ...nextMorning,
      ...wentWell,
    ],
    ends: completed(["payment_file.release 1000.00 EUR", "payment_posting.create 1000.00 EUR"]),
  },
  {
    name: "the payee is edited while it waits, and everybody is asked again",
    happens: [
      calledBack,
      cutOffPasses,
      checked,
      {
        it: "the requester edits the payee's account",
        does: (scene) =>
          edit(scene, {
            payee: { ...paymentExamples[0]?.payee, account: { iban: "BE68539007547034" } },
          }),
      },
      ...nextMorning,
      calledBack,
      checked,
      ...wentWell,
    ],
    ends: completed(),
  },
  {
    name: "the funds are gone on the next day",
    happens: [
      calledBack,
      cutOffPasses,
      checked,
      { sandbox: [{ type: "funds.check", behavior: "decline", reasonCode: "insufficient_funds" }] },
      ...nextMorning,
    ],
    ends: failedAt("check-funds-again: insufficient_funds"),
  },
];
