import { expect } from "vitest";
import type { Scenario } from "../support/scenario.ts";
import { followUps, plannedIn } from "./follow-ups.ts";
import {
  analyst,
  canceled,
  completed,
  findingsOf,
  high,
  medium,
  nothing,
  officer,
  takenBack,
  unproven,
} from "./kind.ts";
import { prohibited, secondTimeRefused } from "./officer.ts";
import { edits, systems } from "./troubles.ts";

const tiers: readonly Scenario[] = [
  {
    name: "low: cleared by the policy, and looked into again in three years",
    isGoodWay: true,
    happens: [],
    ends: {
      ...completed(),
      also: async (scene) => {
        expect(await findingsOf(scene)).toMatchObject({
          tier: "low",
          riskScore: 0,
          listVersion: "sandbox-41",
          listDate: "2026-11-01",
          validMonths: 36,
        });
        await plannedIn(scene, 36);
      },
    },
  },
  {
    name: "medium: the analyst clears it",
    payload: medium,
    happens: [analyst],
    ends: completed(),
  },
  {
    name: "medium: the analyst rejects it",
    payload: medium,
    happens: [{ who: "controller", does: "reject", comment: "No business with gamblers" }],
    ends: { request: "rejected", run: "completed", ledger: nothing },
  },
  {
    name: "high: two different people clear it",
    payload: high,
    happens: [analyst, secondTimeRefused, officer],
    ends: completed(),
  },
  {
    name: "high: the officer rejects what the analyst has cleared",
    payload: high,
    happens: [analyst, { who: "accountant", does: "reject", comment: "Too risky" }],
    ends: { request: "rejected", run: "completed", ledger: nothing },
  },
  {
    name: "medium: nobody answers in time",
    payload: medium,
    happens: [{ passes: "the deadline" }],
    ends: { request: "expired", run: "completed", ledger: nothing },
  },
];

const evidence: readonly Scenario[] = [
  {
    name: "evidence is missing, and the requester gives it",
    payload: unproven,
    happens: [
      {
        who: "requester",
        answers: "collect-evidence",
        with: "given",
        fields: { evidence1: "Certificate of origin 2026-88" },
      },
      analyst,
    ],
    ends: {
      ...completed(),
      also: async (scene) => {
        expect(await findingsOf(scene)).toMatchObject({
          evidence: { evidence1: "Certificate of origin 2026-88" },
        });
      },
    },
  },
  {
    name: "evidence is missing, and there is none",
    payload: unproven,
    happens: [{ who: "requester", answers: "collect-evidence", with: "none", comment: "They do not say" }],
    ends: canceled("collect-evidence: no_evidence"),
  },
  {
    name: "evidence is missing, and nobody gives any for two weeks",
    payload: unproven,
    happens: [{ passes: "P14D" }],
    ends: canceled("collect-evidence: no_answer"),
  },
  {
    name: "withdrawn while evidence is missing",
    payload: unproven,
    happens: [takenBack("collect-evidence")],
    ends: { request: "withdrawn", run: "canceled", ledger: nothing },
  },
];

export const scenarios: readonly Scenario[] = [
  ...tiers,
  ...prohibited,
  ...evidence,
  ...systems,
  ...edits,
  ...followUps,
];
