import { notFound } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";
import type { Findings } from "../kinds/model.ts";
import type { Money } from "../money/model.ts";
import { readPolicyVersion } from "../policies/read-version.ts";
import type { LockedRequest } from "../stages/lock-position.ts";
import { evaluatePolicy, requirePlan } from "./plan.ts";
import { readRequesterAgain } from "./route.ts";

/**
 * Refuses a version that nobody could approve, by the policy version of the first round, so that an answer cannot be had
 * by waiting for another policy. Throws `policy.*`.
 */
export const requireRoute = async (
  ctx: UnitContext,
  request: LockedRequest,
  read: { readonly payload: unknown; readonly amount: Money | null; readonly findings: Findings },
): Promise<void> => {
  const policy = await readPolicyVersion(ctx.unit.tx, ctx.tenantId, request.policyVersionId);
  if (policy === null) throw notFound();
  const requester = await readRequesterAgain(ctx, request);
  const { payload, amount, findings } = read;
  requirePlan(
    await evaluatePolicy(ctx, { payload, amount, findings, policy, requester, now: request.now }),
    policy,
  );
};
