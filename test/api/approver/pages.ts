import { generateKeyPairSync, randomBytes, randomUUID } from "node:crypto";
import { Hono } from "hono";
import { createApproverApp, type ApproverLinks } from "../../../api/approver/app.ts";
import type { Environment } from "../../../api/environment.ts";
import type { Id } from "../../../db/schema/columns.ts";
import type { DecisionOutcome } from "../../../db/schema/statuses.ts";
import { createTokenSigner } from "../../../services/adapters/token-signer.ts";
import type { Runtime } from "../../../services/context.ts";
import type { MailedCode } from "../../../services/codes/index.ts";
import type {
  LinkAnswer,
  LinkDecision,
  LinkEdit,
  LinkIdentity,
  PlannedEdit,
  Review,
} from "../../../services/links/index.ts";
import { describeOrder } from "../../../workflows/order/describe.ts";
import { realOrder } from "../../unit/orders.ts";

const contentHash = "3fa94c0be1d2775a90c4e8b7162f5d3319aa04e7c86bd25f11d09e7a4cb35d60";
const keyBytes = 32;
const jtiBytes = 16;
const orderNumber = "NW-11030";

/** A review of a real order that is open, changed where a test asks for it. */
export const reviewOf = (changes: Partial<Review> = {}): Review => ({
  state: "open",
  tenantName: "Northwind Traders",
  title: "Order NW-11030 for Save-a-lot Markets",
  kind: "order",
  requester: { name: "Robert King", email: "robert@northwind.example" },
  content: describeOrder(realOrder(orderNumber), {}),
  contentHash,
  edit: null,
  requestVersion: 1,
  amount: { amount: "12615.05", currency: "USD" },
  currentVersion: 1,
  policyStage: {
    name: "finance",
    position: 1,
    of: 2,
    parallel: false,
    rejection: "veto",
    quorumText: "One of 3 people decides this stage.",
  },
  assurance: "link",
  decidesFor: null,
  whyAsked: null,
  earlierDecisions: [],
  openedAt: "2026-11-23T18:41:00.000Z",
  deadlineAt: "2026-11-25T18:41:00.000Z",
  approver: { name: "Ada Rossi", email: "ada@acme.com", timeZone: "Europe/Rome", locale: "en-GB" },
  commentRequiredFor: ["return"],
  reasonCodes: [],
  decision: null,
  assignmentId: `asg_${randomUUID()}`,
  requestStatus: "pending",
  ...changes,
});

const statusAfter = {
  approve: "approved",
  reject: "rejected",
  return: "returned",
  recuse: "pending",
} as const;

/** What was decided, as a recorded decision of the stubbed approver. */
export const decidedAs = (
  outcome: DecisionOutcome,
  comment: string | null = null,
): Pick<Review, "state" | "decision" | "requestStatus"> => ({
  state: "decided",
  decision: {
    outcome,
    comment,
    reasonCode: null,
    decidedAt: "2026-11-24T09:12:00.000Z",
    byName: "Ada Rossi",
    forName: null,
  },
  requestStatus: statusAfter[outcome],
});

export const identityOf = (): LinkIdentity => ({
  tenantId: `ten_${randomUUID()}` as Id<"tenant">,
  jti: randomBytes(jtiBytes).toString("base64url"),
  assignmentId: `asg_${randomUUID()}` as Id<"assignment">,
  requestVersion: 1,
  memberId: `mem_${randomUUID()}` as Id<"member">,
});

/** The services behind the pages, played by a test: what is open under which token, and what was decided. */
export type Stage = {
  readonly identities: Map<string, LinkIdentity>;
  readonly reviews: Map<string, Review>;
  readonly decisions: { readonly jti: string; readonly decision: LinkDecision }[];
  readonly edits: LinkEdit[];
  /** What planEdit answers about what was entered. */
  planned: (entered: LinkEdit["entered"]) => PlannedEdit;
  readonly logged: string[];
  /** What was asked of the mailing of codes, and what it answers. */
  readonly codesAsked: { readonly outcome: DecisionOutcome; readonly again: boolean }[];
  mailedCode: MailedCode;
  /** What decideByLink answers about a code while it is set. */
  codeRefusal: Extract<LinkAnswer, { answer: "code_refused" }>["refusal"] | null;
  /** Thrown by every call while it is set. */
  failure: Error | null;
  /** Thrown by decideByLink alone while it is set. */
  refusal: Error | null;
};

export const newStage = (): Stage => ({
  identities: new Map(),
  reviews: new Map(),
  decisions: [],
  edits: [],
  planned: () => ({ ok: true, changes: [] }),
  logged: [],
  codesAsked: [],
  mailedCode: { outcome: "mailed", expiresAt: "2026-11-24T09:22:00.000Z" },
  codeRefusal: null,
  failure: null,
  refusal: null,
});

/** Puts a review behind a link of its own and answers the link's token. */
export const addLink = (stage: Stage, review: Review): { token: string; identity: LinkIdentity } => {
  const identity = identityOf();
  const token = `token-${identity.jti}`;
  stage.identities.set(token, identity);
  stage.reviews.set(identity.jti, review);
  return { token, identity };
};

const linksOf = (stage: Stage): ApproverLinks => {
  const failing = <Result>(result: Result): Promise<Result> =>
    stage.failure === null ? Promise.resolve(result) : Promise.reject(stage.failure);
  return {
    openLink: (_runtime, token) => failing(stage.identities.get(token) ?? null),
    readReview: (_runtime, { jti }) => failing(stage.reviews.get(jti) ?? null),
    planEdit: (_runtime, _identity, { entered }) => failing(stage.planned(entered)),
    editByLink: async (_runtime, _identity, edit) => {
      await failing(null);
      stage.edits.push(edit);
    },
    mailCode: (_runtime, _identity, { choice: { outcome }, again }) => {
      stage.codesAsked.push({ outcome, again });
      return failing(stage.mailedCode);
    },
    decideByLink: async (_runtime, { jti }, decision) => {
      await failing(null);
      if (stage.refusal !== null) {
        throw stage.refusal;
      }
      if (stage.codeRefusal !== null) {
        return { answer: "code_refused", refusal: stage.codeRefusal };
      }
      const review = stage.reviews.get(jti);
      stage.decisions.push({ jti, decision });
      if (review?.decision === null) {
        stage.reviews.set(jti, { ...review, ...decidedAs(decision.choice.outcome, decision.choice.comment) });
      }
      return { answer: "decided" } as LinkAnswer;
    },
  };
};

export class AwayError extends Error {}

/** The pages on a stage: real signatures, stubbed services, and a request id as the API gives one. */
export const createPages = async (stage: Stage, baseUrl: string): Promise<Hono<Environment>> => {
  const linkKey = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  const tokens = await createTokenSigner({
    linkKey: { ...linkKey },
    pageKeyBase64: randomBytes(keyBytes).toString("base64"),
    issuer: baseUrl,
  });
  const log = (event: string): void => void stage.logged.push(event);
  const runtime = {
    ports: { tokens, log: { info: log, warn: log, error: log } },
    settings: { baseUrl, mailFrom: "approvals@countersign.test", allowLoopbackTargets: false },
  } as unknown as Runtime;
  const app = new Hono<Environment>();
  app.use(async (c, proceed) => {
    c.set("traceId", "11111111-2222-3333-4444-555555555555");
    await proceed();
  });
  const isUnavailable = (error: unknown): boolean => error instanceof AwayError;
  app.route("/", createApproverApp({ runtime, links: linksOf(stage), isUnavailable }));
  return app;
};
