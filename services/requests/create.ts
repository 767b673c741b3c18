import { isUniqueViolation } from "../../db/errors.ts";
import { insertRequest } from "../../db/queries/requests.ts";
import { insertRun } from "../../db/queries/runs.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import type { Findings, Kind } from "../kinds/model.ts";
import { readPayload } from "../kinds/read-payload.ts";
import { requireKind } from "../kinds/require-kind.ts";
import type { Money } from "../money/model.ts";
import { enqueue } from "../outbox/enqueue.ts";
import { readPublishedPolicy } from "../policies/read-version.ts";
import { executionName } from "../runs/execution-name.ts";
import { findOut } from "./find-out.ts";
import { canonicalPayload, type CanonicalPayload } from "./content-hash.ts";
import { getRequest } from "./get.ts";
import type { Requester, RequestInput } from "./model.ts";
import { evaluatePolicy, requirePlan } from "./plan.ts";
import { readRequester } from "./read-requester.ts";
import type { RequestDetail } from "./record.ts";

type Policy = NonNullable<Awaited<ReturnType<typeof readPublishedPolicy>>>;

export const requirePayload = (kind: Kind, payload: unknown) => {
  const read = readPayload(kind, payload);
  if (!read.ok) {
    throw new DomainError("body.invalid", {
      detail: `The payload is no valid ${kind.name}.`,
      errors: read.errors.map(({ pointer, message }) => ({ pointer: `/payload${pointer}`, message })),
    });
  }
  return read;
};

const requirePolicy = async (ctx: UnitContext, input: RequestInput): Promise<Policy> => {
  const { kind, policyId } = input;
  const wanted = policyId === undefined ? { kind } : { kind, policyId: policyId as Id<"policy"> };
  const policy = await readPublishedPolicy(ctx.unit.tx, ctx.tenantId, wanted);
  if (policy === null) {
    throw new DomainError("policy.none_published", {
      detail: `There is no published policy for kind "${kind}"${policyId === undefined ? "" : " of that id"}.`,
      ...(policyId === undefined
        ? {}
        : { errors: [{ pointer: "/policyId", message: "names no published policy of this kind" }] }),
    });
  }
  return policy;
};

type Draft = {
  readonly input: RequestInput;
  readonly kind: Kind;
  readonly policy: Policy;
  readonly requester: Requester;
  readonly amount: Money | null;
  readonly content: CanonicalPayload;
  readonly keys: readonly string[];
  readonly findings: Findings;
};

const duplicate = (): DomainError =>
  new DomainError("approval_request.duplicate", {
    detail: "There is a request of this kind with this externalId already; list by externalId to find it.",
    errors: [{ pointer: "/externalId", message: "is taken" }],
  });

const write = async (ctx: UnitContext, draft: Draft): Promise<Id<"request">> => {
  const { input, policy, requester, amount, content, keys, findings } = draft;
  const { tenantId, unit } = ctx;
  const requestId = ctx.ports.ids.next("request");
  const runId = ctx.ports.ids.next("run");
  const firstVersion = 1;
  await insertRequest(
    unit.tx,
    {
      tenantId,
      id: requestId,
      kind: input.kind,
      title: input.title,
      status: "pending",
      requesterId: requester.memberId,
      requesterEmail: requester.email,
      requesterName: requester.name,
      externalId: input.externalId ?? null,
      amount: amount?.amount ?? null,
      currency: amount?.currency ?? null,
      policyId: policy.policyId,
      policyVersionId: policy.policyVersionId,
      currentVersion: firstVersion,
      keys: [...keys],
      findings,
    },
    { tenantId, requestId, version: firstVersion, payload: content.text, contentHash: content.hash },
  );
  const name = executionName(tenantId, requestId, firstVersion);
  await insertRun(unit.tx, { tenantId, id: runId, requestId, kind: input.kind, executionName: name });
  await enqueue(ctx, { kind: "run.start", dedupeKey: runId, payload: { runId }, requestId });
  return requestId;
};

/**
 * Asks for an approval: stores the request with its first version and starts its run, all in one transaction.
 * The policy is evaluated at once, so that a request which nobody could approve is refused here; the run routes it.
 * Throws `body.invalid`, `approval_request.kind_unknown`, `approval_request.duplicate`, `reference.unknown` and
 * `policy.*`. A duplicate is told by `externalId`; repeats of one call by the caller's Idempotency-Key.
 */
export const createRequest = async (ctx: Context, input: RequestInput): Promise<RequestDetail> => {
  const kind = requireKind(ctx, input.kind);
  const { payload, amount } = requirePayload(kind, input.payload);
  const content = canonicalPayload(payload);
  try {
    return await inTenant(ctx, async (_tx, unit) => {
      const requester = await readRequester(unit, input.requester);
      const policy = await requirePolicy(unit, input);
      const { keys, findings, now } = await findOut(unit, kind, { payload });
      const known = { ...kind.noFindings, ...findings };
      const evaluation = await evaluatePolicy(unit, {
        policy,
        requester,
        amount,
        payload,
        findings: known,
        now,
      });
      requirePlan(evaluation, policy);
      const draft = { input, kind, policy, requester, amount, content, keys, findings };
      const requestId = await write(unit, draft);
      const detail = await getRequest(unit, requestId);
      await record(unit, {
        action: "approval_request.created",
        target: { type: "approval_request", id: requestId, version: detail.currentVersion },
        requestId,
        detail: {
          kind: kind.name,
          amount,
          contentHash: content.hash.toString("hex"),
          ...(Object.keys(findings).length === 0 ? {} : { findings }),
          policyId: policy.policyId,
          policyVersion: policy.version,
        },
      });
      return detail;
    });
  } catch (error) {
    throw isUniqueViolation(error, "approval_requests_external_id") ? duplicate() : error;
  }
};
