import postgres from "postgres";
import { Temporal } from "temporal-polyfill";
import { expect } from "vitest";
import { changeKindSettings } from "../../../services/kinds/index.ts";
import { getRequest, listRequests } from "../../../services/requests/index.ts";
import { complianceExamples } from "../../../workflows/compliance/examples.ts";
import type { CompliancePayload } from "../../../workflows/compliance/payload.ts";
import { editPayload } from "../support/edit-payload.ts";
import { happen } from "../support/happen.ts";
import type { Rule } from "../support/sandbox-door.ts";
import type { Happening, KindUnderTest, Scenario } from "../support/scenario.ts";
import type { Scene } from "../support/world.ts";

const full = complianceExamples[0] as CompliancePayload;

const stage = (name: string, approvers: readonly unknown[]) => ({
  name,
  approvers,
  quorum: "any",
  deadline: "P2D",
});

export const compliance: KindUnderTest = {
  kind: "compliance",
  rules: ({ finance }) => [
    { name: "low", when: 'findings.tier == "low"', autoApprove: true },
    {
      name: "medium",
      when: 'findings.tier == "medium"',
      stages: [stage("analyst", [{ group: finance }])],
    },
    {
      name: "high",
      separation: { nobodyTwice: true },
      stages: [stage("analyst", [{ group: finance }]), stage("officer", [{ group: finance }])],
    },
  ],
  tasks: ["screening.*", "compliance.register", "compliance.revoke", "compliance.tell"],
  undoings: [
    { effect: "compliance.register", undoneBy: "compliance.revoke" },
    { effect: "compliance.tell", undoneBy: null },
  ],
};

const called = (name: string): Partial<CompliancePayload> => ({ subject: { ...full.subject, name } });
const medium: Partial<CompliancePayload> = { subject: { ...full.subject, sector: "gambling" } };
const high: Partial<CompliancePayload> = { subject: { ...full.subject, country: "IR" } };
const sanctioned = called("Sanctioned Traders");
const unproven: Partial<CompliancePayload> = {
  ...medium,
  questions: [{ question: "Where do the goods come from?", answer: "Own fishery." }],
};

const nothing: readonly string[] = [];
const cleared: readonly string[] = ["compliance.register", "compliance.tell"];
const revoked: readonly string[] = ["compliance.register", "compliance.revoke"];
const completed = (ledger = cleared): Scenario["ends"] => ({ request: "approved", run: "completed", ledger });
const canceled = (failure: string): Scenario["ends"] => ({
  request: "canceled",
  run: "compensated",
  ledger: nothing,
  failure,
});

const analyst: Happening = { who: "controller", does: "approve" };
const officer: Happening = { who: "accountant", does: "approve" };
const takenBack = (step: string): Happening => ({ who: "requester", does: "withdraw", while: step });

const findingsOf = async ({ request }: Scene) => (await request()).findings;

const secondTimeRefused: Happening = {
  it: "the analyst wants to be the officer as well",
  does: (scene) => expect(happen(scene, analyst)).rejects.toMatchObject({ code: "decision.not_eligible" }),
};

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

const samePerson: Happening = {
  who: "admin",
  answers: "review-prohibited",
  with: "same",
  comment: "Same date of birth",
};
const somebodyElse: Happening = {
  who: "admin",
  answers: "review-prohibited",
  with: "other",
  comment: "Another country, other owners",
};

const prohibited: readonly Scenario[] = [
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

const later = (type: Rule["type"], afterEffect = false): readonly Rule[] => [
  { type, behavior: "accept-later", ...(afterEffect ? { afterEffect } : {}) },
];

const systems: readonly Scenario[] = [
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

const edits: readonly Scenario[] = [
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

type Planned = { readonly at: Date };

const plannedFollowUps = async ({ world, requestId }: Scene): Promise<readonly Planned[]> => {
  const sql = postgres(world.databaseUrl, { max: 1 });
  try {
    return await sql<Planned[]>`
      select next_at as at from outbox_messages
      where kind = 'request.follow_up' and request_id = ${requestId.slice("req_".length)}`;
  } finally {
    await sql.end();
  }
};

const noFollowUp = async (scene: Scene): Promise<void> => {
  expect(await plannedFollowUps(scene)).toEqual([]);
};

const secondsPerDay = 86_400;

/** A month before the clearance runs out; a day more or less, since the test may run at midnight. */
const plannedIn = async (scene: Scene, months: number): Promise<void> => {
  const [planned, ...others] = await plannedFollowUps(scene);
  const expected = Temporal.Now.zonedDateTimeISO("UTC").add({ months }).subtract({ days: 30 });
  expect(others).toEqual([]);
  expect(Math.abs((planned?.at.getTime() ?? 0) - expected.epochMilliseconds) / 1_000).toBeLessThan(
    secondsPerDay,
  );
};

const followUpsOf = async ({ ctx, requestId }: Scene) => {
  const { data } = await listRequests(ctx, {
    limit: 10,
    cursor: null,
    externalId: `follow-up:${requestId}`,
  });
  return Promise.all(data.map(({ id }) => getRequest(ctx, id)));
};

const pass = (scene: Scene, days: number): Promise<void> =>
  scene.world.pass(scene.requestId, days * secondsPerDay);

const followUps: readonly Scenario[] = [
  {
    name: "a high risk comes up again after a year, and its review after another",
    payload: high,
    happens: [
      analyst,
      officer,
      { it: "the review is planned in a year", does: (scene) => plannedIn(scene, 12) },
      { it: "eleven months less a day pass", does: (scene) => pass(scene, 330) },
      { it: "nothing is asked for yet", does: async (scene) => expect(await followUpsOf(scene)).toEqual([]) },
      { it: "the day comes", does: (scene) => pass(scene, 6) },
      {
        it: "the review is asked for, screened and with the analyst",
        does: async (scene) => {
          const [review, ...others] = await followUpsOf(scene);
          expect(others).toEqual([]);
          expect(review).toMatchObject({
            title: "Review of Tokyo Traders",
            status: "pending",
            requester: { memberId: scene.people.requester },
            versions: [{ payload: { caseNumber: "VC-2026-0117/2", reviewOf: "VC-2026-0117" } }],
            stages: [{ name: "analyst", status: "active" }, { name: "officer" }],
          });
        },
      },
      { it: "another year passes", does: (scene) => pass(scene, 400) },
      {
        it: "there is one review and not two",
        does: async (scene) => expect(await followUpsOf(scene)).toHaveLength(1),
      },
    ],
    ends: completed(),
  },
  {
    name: "a medium risk comes up again after two years",
    payload: medium,
    happens: [analyst],
    ends: { ...completed(), also: (scene) => plannedIn(scene, 24) },
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
