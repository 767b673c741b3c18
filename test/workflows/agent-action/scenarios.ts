import { expect } from "vitest";
import { withdrawRequest } from "../../../services/requests/index.ts";
import { readAudit } from "../../support/tenant.ts";
import type { Happening, KindUnderTest, Scenario } from "../support/scenario.ts";
import type { Scene } from "../support/world.ts";
import {
  act,
  acts,
  contacts,
  editsArguments,
  fetchesToken,
  grantTo,
  isRefused,
  triesOtherwise,
} from "./agent.ts";

const minutes = 60_000;

const payload = {
  tool: "crm.archive",
  arguments: contacts,
  reason: "They have not opened a mail in two years.",
  effect: "Archives two contacts of the newsletter.",
  risk: "low",
  reversible: true,
};

export const agentAction: KindUnderTest = {
  kind: "agent-action",
  payload: () => structuredClone(payload),
  rules: () => [
    { name: "reading", when: 'payload.risk == "read_only"', autoApprove: true },
    {
      name: "all",
      stages: [
        {
          name: "manager",
          approvers: [{ manager: 1 }],
          quorum: "any",
          deadline: "PT4H",
          onDeadline: "reject",
        },
      ],
    },
  ],
  tasks: ["agent.*"],
  undoings: [],
  prepare: (scene) => grantTo(scene, { list: "newsletter", ids: { oneOf: ["c-9"] }, archive: true }),
};

const approved: Happening = { who: "manager", does: "approve" };
const told = ["agent.notify"];
const nothing: readonly string[] = [];
const expired = "carry-out-action: token_expired";
const passesHalfAnHour: Happening = { passes: "PT30M" };

const findingsOf = async (scene: Scene) => (await scene.request()).findings;

const approvals: readonly Scenario[] = [
  {
    name: "approved by the manager and carried out",
    isGoodWay: true,
    happens: [approved, fetchesToken, acts],
    ends: { request: "approved", run: "completed", ledger: told },
  },
  {
    name: "only reads, so the policy approves it",
    payload: { risk: "read_only" },
    happens: [acts],
    ends: { request: "approved", run: "completed", ledger: told },
  },
  {
    name: "covered by a standing grant, so nobody is asked",
    payload: { arguments: { ...contacts, ids: "c-9" } },
    happens: [acts],
    ends: {
      request: "approved",
      run: "completed",
      ledger: told,
      also: async (scene) => {
        expect(await findingsOf(scene)).toMatchObject({ grantId: expect.stringMatching(/^grt_/) });
        const events = await readAudit(scene.ctx);
        expect(events.filter(({ action }) => action === "approval_request.approved")).toMatchObject([
          { actor: { type: "system", name: "policy" }, detail: { use: 1, usesMax: 2 } },
        ]);
      },
    },
  },
  {
    name: "its arguments changed by the manager, who then approves them",
    happens: [
      editsArguments("manager", { ...contacts, ids: ["c-1"] }),
      approved,
      fetchesToken,
      triesOtherwise(contacts),
      acts,
    ],
    ends: { request: "approved", run: "completed", ledger: told },
  },
  {
    name: "rejected by the manager",
    happens: [{ who: "manager", does: "reject", comment: "We still write to them" }],
    ends: { request: "rejected", run: "completed", ledger: nothing },
  },
  {
    name: "answered by the manager, so that the agent may ask otherwise",
    happens: [{ who: "manager", does: "return", comment: "Only those of last year, please" }],
    ends: { request: "returned", run: "completed", ledger: nothing },
  },
  {
    name: "nobody answers, which is a no",
    happens: [{ passes: "the deadline" }],
    ends: { request: "rejected", run: "completed", ledger: nothing },
  },
  {
    name: "of no use any more before anybody answers",
    payload: { expiresAt: new Date(Date.now() + 60 * minutes).toISOString() },
    happens: [{ passes: "PT2H" }],
    ends: { request: "rejected", run: "completed", ledger: nothing },
  },
];

const unused: readonly Scenario[] = [
  {
    name: "approved, and the agent never comes",
    happens: [approved, passesHalfAnHour],
    ends: { request: "approved", run: "compensated", ledger: told, failure: expired },
  },
  {
    name: "approved, and the agent comes too late with its token",
    happens: [
      approved,
      fetchesToken,
      passesHalfAnHour,
      isRefused("the agent acts too late", "action_token.expired", act),
    ],
    ends: { request: "approved", run: "compensated", ledger: told, failure: expired },
  },
  {
    name: "the tenant's system does not want to know",
    sandbox: [{ type: "agent.notify", behavior: "decline", reasonCode: "unknown_agent" }],
    happens: [approved, acts],
    ends: { request: "approved", run: "completed", ledger: nothing },
  },
  {
    name: "the tenant's system never hears of it",
    sandbox: [{ type: "agent.notify", behavior: "fail" }],
    happens: [approved, acts],
    ends: { request: "approved", run: "completed", ledger: nothing },
  },
];

const withdrawn = (step?: string): Happening => ({
  who: "requester",
  does: "withdraw",
  ...(step === undefined ? {} : { while: step }),
});
const slowSystem = [{ type: "agent.notify", behavior: "accept-later" }] as const;

const takenBack: readonly Scenario[] = [
  {
    name: "withdrawn while the manager thinks about it",
    happens: [withdrawn()],
    ends: { request: "withdrawn", run: "canceled", ledger: nothing },
  },
  {
    name: "withdrawn while the agent has not acted",
    happens: [approved, withdrawn("carry-out-action")],
    ends: { request: "withdrawn", run: "canceled", ledger: told },
  },
  {
    name: "withdrawn after the agent acted, and undone",
    sandbox: slowSystem,
    happens: [approved, acts, withdrawn("notify-agent")],
    ends: { request: "withdrawn", run: "compensated", ledger: ["agent.undo"] },
  },
  {
    name: "withdrawn after the agent acted, and not to be undone",
    sandbox: [...slowSystem, { type: "agent.undo", behavior: "decline", reasonCode: "gone" }],
    happens: [approved, acts, withdrawn("notify-agent")],
    ends: { request: "withdrawn", run: "failed", ledger: nothing },
  },
  {
    name: "cannot be undone, so that it is not withdrawn once the agent acted",
    payload: { reversible: false },
    sandbox: slowSystem,
    happens: [
      approved,
      acts,
      isRefused("the agent withdraws what it did", "approval_request.committed", ({ ctx, requestId }) =>
        withdrawRequest(ctx, { id: requestId }),
      ),
      passesHalfAnHour,
    ],
    ends: { request: "approved", run: "completed", ledger: nothing },
  },
];

export const scenarios: readonly Scenario[] = [...approvals, ...unused, ...takenBack];
