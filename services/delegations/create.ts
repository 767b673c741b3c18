import { databaseTime } from "../../db/queries/clock.ts";
import { type DelegationRow, insertDelegation, listLiveDelegations } from "../../db/queries/delegations.ts";
import { findMember, lockReportingLines, type MemberRow } from "../../db/queries/members.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { isAgent } from "../members/agent.ts";
import { requireKind } from "../kinds/require-kind.ts";
import { enqueue } from "../outbox/enqueue.ts";
import { applyToOpenSeats } from "./apply.ts";
import { closesCycle } from "./cycle.ts";
import { delegationsMax } from "./delegate-open-seats.ts";
import type { DelegationInput } from "./model.ts";
import { type Delegation, toDelegation } from "./record.ts";

const lifeMaxDays = 366;
const millisecondsPerDay = 86_400_000;
const invalid = (pointer: string, message: string): DomainError =>
  new DomainError("body.invalid", {
    detail: "The delegation is not valid: see errors.",
    errors: [{ pointer, message }],
  });

const requireTimes = (input: DelegationInput, now: Date) => {
  const startsAt = new Date(input.startsAt);
  const endsAt = new Date(input.endsAt);
  if (endsAt <= startsAt) throw invalid("/endsAt", "must come after startsAt");
  if (endsAt <= now) throw invalid("/endsAt", "must lie in the future");
  if (endsAt.getTime() - startsAt.getTime() > lifeMaxDays * millisecondsPerDay) {
    throw invalid("/endsAt", `must lie within ${lifeMaxDays} days of startsAt`);
  }
  return { startsAt, endsAt };
};

const unknown = (pointer: string, message: string): DomainError =>
  new DomainError("reference.unknown", {
    detail: "Principal and delegate must be active members of this tenant.",
    errors: [{ pointer, message }],
  });

/** Software has no seats to hand over, and takes none. */
const requireNoAgent = (people: Readonly<Record<string, MemberRow>>): void => {
  for (const [pointer, member] of Object.entries(people)) {
    if (isAgent(member)) {
      throw new DomainError("actor.not_allowed", {
        detail: "An agent neither delegates nor decides for anybody.",
        errors: [{ pointer, message: "is an agent" }],
      });
    }
  }
};

const requirePeople = async (ctx: UnitContext, { principalId, delegateId }: DelegationInput) => {
  const principal = await findMember(ctx.unit.tx, ctx.tenantId, principalId);
  if (principal?.status !== "active") throw unknown("/principalId", "names no active member");
  const wanted = (delegateId ?? principal.backupId) as Id<"member"> | null;
  if (wanted === null) throw unknown("/delegateId", "is needed: the principal has no backup");
  const delegate = await findMember(ctx.unit.tx, ctx.tenantId, wanted);
  if (delegate?.status !== "active") throw unknown("/delegateId", "names no active member");
  requireNoAgent({ "/principalId": principal, "/delegateId": delegate });
  return { principalId: principal.id, delegateId: delegate.id };
};

type Edge = Parameters<typeof closesCycle>[0];

const requireNoCycle = async (ctx: UnitContext, added: Edge): Promise<void> => {
  const live = await listLiveDelegations(ctx.unit.tx, ctx.tenantId, delegationsMax);
  if (live.length >= delegationsMax) {
    throw new DomainError("resource.conflict", {
      detail: `There are ${delegationsMax} delegations that are not over yet: revoke some.`,
    });
  }
  if (!closesCycle(added, live)) return;
  throw new DomainError("delegation.cycle", {
    detail: "Over other delegations of the same time this one would lead back to its principal.",
    errors: [{ pointer: "/delegateId", message: "delegates to the principal, at least in the end" }],
  });
};

const write = async (ctx: UnitContext, input: DelegationInput, edge: Edge): Promise<DelegationRow> =>
  insertDelegation(ctx.unit.tx, {
    ...edge,
    tenantId: ctx.tenantId,
    id: ctx.ports.ids.next("delegation"),
    kinds: input.kinds ?? null,
    amountLimit: input.amountLimit?.amount ?? null,
    amountCurrency: input.amountLimit?.currency ?? null,
    reason: input.reason ?? null,
  });

/**
 * Lets somebody decide for somebody else for a time. From its beginning on, which may be now, it holds for the
 * seats that are open then, and until its end for those that open. Throws `body.invalid`, `reference.unknown`, `approval_request.kind_unknown`,
 * `actor.not_allowed` (agents), `delegation.cycle` and `resource.conflict`.
 */
export const createDelegation = (ctx: Context, input: DelegationInput): Promise<Delegation> =>
  inTenant(ctx, async (tx, unit) => {
    for (const [index, kind] of (input.kinds ?? []).entries()) requireKind(ctx, kind, `/kinds/${index}`);
    // Whoever adds one holds this, or two of them could close a circle between them.
    await lockReportingLines(tx, ctx.tenantId);
    const now = await databaseTime(tx);
    const edge = { ...(await requirePeople(unit, input)), ...requireTimes(input, now) };
    await requireNoCycle(unit, edge);
    const row = await write(unit, input, edge);
    const entries = row.startsAt > now ? [] : await applyToOpenSeats(unit, row.principalId);
    if (row.startsAt > now) {
      const payload = { delegationId: row.id };
      await enqueue(unit, {
        kind: "delegation.begin",
        dedupeKey: row.id,
        payload,
        notBefore: row.startsAt,
      });
    }
    await record(unit, {
      action: "delegation.created",
      target: { type: "delegation", id: row.id },
      detail: {
        principalId: row.principalId,
        delegateId: row.delegateId,
        kinds: row.kinds,
        amountLimit: input.amountLimit ?? null,
        startsAt: row.startsAt.toISOString(),
        endsAt: row.endsAt.toISOString(),
      },
    });
    for (const entry of entries) await record(unit, entry);
    return toDelegation(row);
  });
