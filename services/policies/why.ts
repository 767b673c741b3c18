import { listRequestAuditRows } from "../../db/queries/audit.ts";
import { readPastHistories } from "../../db/queries/recent-requests.ts";
import { findRequest, findVersion, type RequestRow } from "../../db/queries/requests.ts";
import { listSeatsOfRequest, listStages } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import { toAssignment } from "../assignments/record.ts";
import { toAuditEvent } from "../audit/present.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { readDirectory } from "../members/read-directory.ts";
import type { ConditionInput } from "./conditions.ts";
import { type Absence, explainAbsence } from "./explain-absence.ts";
import { type ExplainedSeat, explainSeat } from "./explain-seat.ts";
import { knownFindings } from "./known-findings.ts";
import type { Directory, DirectoryMember, Rule } from "./model.ts";
import { readPolicyVersion } from "./read-version.ts";
import { requesterOf } from "./requester-of.ts";

/** Far more than a request has. */
const auditRowsMax = 500;

export type Explanation = {
  readonly requestId: Id<"request">;
  readonly memberId: Id<"member">;
  readonly memberName: string;
  readonly policyId: Id<"policy">;
  readonly policyVersion: number;
  /** The rule that the request was routed by; null while it has not been. */
  readonly rule: string | null;
  readonly hasSeat: boolean;
  /** Every seat that the person has or had, in every round. */
  readonly seats: readonly ExplainedSeat[];
  /** Why they have none; empty where they have, or had, one. */
  readonly reasons: readonly Absence[];
};

export type WhyInput = { readonly requestId: Id<"request">; readonly memberId: Id<"member"> };

/**
 * Says why a person has a seat in a request, or not, as the policy version has it that the request is pinned to and the
 * people are now. Throws `resource.not_found`, and `reference.unknown` for an id that names no member.
 */
export const explainWhy = (ctx: Context, { requestId, memberId }: WhyInput): Promise<Explanation> =>
  inTenant(ctx, async (tx, unit) => {
    const found = await findRequest(tx, ctx.tenantId, requestId);
    if (found === undefined) {
      throw notFound();
    }
    const { request } = found;
    const directory = await readDirectory(tx, ctx.tenantId);
    const member = requireMember(directory, memberId);
    const seats = await explainSeats(unit, { requestId, memberId }, directory);
    const rule = await routedBy(unit, requestId);
    const asked = seats.length > 0 ? null : await readAsked(unit, request, directory);
    return {
      requestId,
      memberId,
      memberName: member.name,
      policyId: request.policyId,
      policyVersion: found.policyVersion,
      rule,
      hasSeat: seats.some(({ status }) => sitting.has(status)),
      seats,
      reasons: asked === null ? [] : explainAbsence({ ...asked, member, directory, routedBy: rule }),
    };
  });

const sitting: ReadonlySet<ExplainedSeat["status"]> = new Set(["pending", "open", "decided"]);

const requireMember = ({ members }: Directory, memberId: Id<"member">): DirectoryMember => {
  const member = members.get(memberId);
  if (member === undefined) {
    throw new DomainError("reference.unknown", {
      detail: "There is no such member.",
      errors: [{ pointer: "?memberId", message: "names no member" }],
    });
  }
  return member;
};

const explainSeats = async (
  ctx: UnitContext,
  { requestId, memberId }: WhyInput,
  directory: Directory,
): Promise<readonly ExplainedSeat[]> => {
  const stages = await listStages(ctx.unit.tx, ctx.tenantId, requestId);
  const seats = (await listSeatsOfRequest(ctx.unit.tx, ctx.tenantId, requestId)).map(toAssignment);
  const nameIn = (id: Id<"assignment"> | null): string | null =>
    seats.find((seat) => seat.id === id)?.memberName ?? null;
  return stages.flatMap((stage) =>
    seats
      .filter((seat) => seat.stageId === stage.id && seat.memberId === memberId)
      .map((seat) => explainSeat({ seat, stage, takenFrom: nameIn(seat.takenFrom) }, directory)),
  );
};

/** Events that tell the rule by which a request was routed. */
const routings: ReadonlySet<string> = new Set([
  "approval_request.routed",
  "approval_request.approved",
  "approval_request.rejected",
]);

/** Read from the audit log: what the rules would say now may be something else. */
const routedBy = async (ctx: UnitContext, requestId: Id<"request">): Promise<string | null> => {
  const rows = await listRequestAuditRows(ctx.unit.tx, ctx.tenantId, { requestId, limit: auditRowsMax });
  const rules = rows
    .map(toAuditEvent)
    .filter(({ action }) => routings.has(action))
    .map(({ detail }) => detail["rule"])
    .filter((rule) => typeof rule === "string");
  return rules.at(-1) ?? null;
};

const readAsked = async (
  ctx: UnitContext,
  request: RequestRow,
  directory: Directory,
): Promise<{ readonly rules: readonly Rule[]; readonly request: ConditionInput }> => {
  const { tx } = ctx.unit;
  const wanted = { requestId: request.id, version: request.currentVersion };
  const version = await findVersion(tx, ctx.tenantId, wanted);
  const policy = await readPolicyVersion(tx, ctx.tenantId, request.policyVersionId);
  const [history] = await readPastHistories(tx, ctx.tenantId, [request.id]);
  if (version === undefined || policy === null || history === undefined) {
    throw notFound();
  }
  return {
    rules: policy.rules,
    request: {
      amount: request.amount,
      currency: request.currency,
      payload: JSON.parse(version.payload) as unknown,
      findings: knownFindings(ctx.kinds[request.kind], request.findings),
      requester: requesterOf(request, directory),
      history,
    },
  };
};
