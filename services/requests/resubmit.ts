import { beginRound, findVersion, lockRequest, type RequestRow } from "../../db/queries/requests.ts";
import { insertRun } from "../../db/queries/runs.ts";
import type { Id } from "../../db/schema/columns.ts";
import { actDetail } from "../audit/act-detail.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { requireKind } from "../kinds/require-kind.ts";
import type { Findings } from "../kinds/model.ts";
import type { Money } from "../money/model.ts";
import { enqueue } from "../outbox/enqueue.ts";
import { executionName } from "../runs/execution-name.ts";
import { canonicalPayload, type CanonicalPayload } from "./content-hash.ts";
import { requirePayload } from "./create.ts";
import { findOut } from "./find-out.ts";
import { getRequest } from "./get.ts";
import { requestTransitions, transition } from "./machine.ts";
import type { RequestDetail } from "./record.ts";
import { requireActor } from "./require-actor.ts";
import { requireRoute } from "./require-route.ts";

/** Whoever was sent back this often should ask anew. */
const roundsMax = 50;

export type ResubmitInput = {
  readonly id: Id<"request">;
  readonly title?: string | undefined;
  /** Without it the payload stays as it is, in a version of its own. */
  readonly payload?: Readonly<Record<string, unknown>> | undefined;
  readonly comment?: string | undefined;
  readonly actingMemberId?: Id<"member"> | undefined;
};

type Held = RequestRow & { readonly now: Date };

const requireReturned = ({ status, round }: RequestRow): void => {
  if (transition(requestTransitions, status, "resubmit") === null) {
    throw new DomainError("approval_request.not_resubmittable", {
      detail: `The request is ${status}; only one that was returned to its requester can be resubmitted.`,
      extensions: { requestStatus: status },
    });
  }
  if (round >= roundsMax) {
    throw new DomainError("approval_request.not_resubmittable", {
      detail: `The request has had ${roundsMax} rounds: ask anew.`,
      extensions: { requestStatus: status },
    });
  }
};

const readCurrentPayload = async (ctx: UnitContext, request: RequestRow): Promise<unknown> => {
  const wanted = { requestId: request.id, version: request.currentVersion };
  const version = await findVersion(ctx.unit.tx, ctx.tenantId, wanted);
  if (version === undefined) throw notFound();
  return JSON.parse(version.payload);
};

type NextRound = {
  readonly title: string;
  readonly amount: Money | null;
  readonly content: CanonicalPayload;
  readonly keys: readonly string[];
  readonly findings: Findings;
};

const writeRound = async (ctx: UnitContext, request: Held, next: NextRound) => {
  const { tenantId, unit } = ctx;
  const { title, amount, content, keys, findings } = next;
  const { id: requestId, kind } = request;
  const version = request.currentVersion + 1;
  const round = request.round + 1;
  await beginRound(
    unit.tx,
    {
      tenantId,
      id: requestId,
      title,
      amount: amount?.amount ?? null,
      currency: amount?.currency ?? null,
      keys: [...keys],
      findings,
      currentVersion: version,
      round,
    },
    { tenantId, requestId, version, payload: content.text, contentHash: content.hash },
  );
  const runId = ctx.ports.ids.next("run");
  const name = executionName(tenantId, requestId, round);
  await insertRun(unit.tx, { tenantId, id: runId, requestId, kind, executionName: name });
  await enqueue(ctx, { kind: "run.start", dedupeKey: runId, payload: { runId }, requestId });
  return { version, round };
};

/**
 * Takes a returned request up again: a new version, a new round and a new run, under the policy version that it was
 * routed by. Throws `resource.not_found`, `actor.not_allowed`, `approval_request.not_resubmittable`, `body.invalid`
 * and `policy.*`.
 */
export const resubmitRequest = (ctx: Context, input: ResubmitInput): Promise<RequestDetail> =>
  inTenant(ctx, async (tx, unit) => {
    const { id, actingMemberId, comment } = input;
    const request = await lockRequest(tx, ctx.tenantId, id);
    if (request === undefined) throw notFound();
    await requireActor(unit, "resubmit", { request, actingMemberId });
    requireReturned(request);
    const kind = requireKind(ctx, request.kind);
    const read = requirePayload(kind, input.payload ?? (await readCurrentPayload(unit, request)));
    const { keys, findings } = await findOut(unit, kind, { payload: read.payload, requestId: id });
    const known = { ...kind.noFindings, ...findings };
    await requireRoute(unit, request, { ...read, findings: known });
    const content = canonicalPayload(read.payload);
    const { version, round } = await writeRound(unit, request, {
      title: input.title ?? request.title,
      amount: read.amount,
      content,
      keys,
      findings,
    });
    const detail = await getRequest(unit, id);
    await record(unit, {
      action: "approval_request.resubmitted",
      target: { type: "approval_request", id, version },
      requestId: id,
      detail: {
        round,
        amount: read.amount,
        contentHash: content.hash.toString("hex"),
        ...actDetail({ comment, actingMemberId }),
      },
    });
    return detail;
  });
