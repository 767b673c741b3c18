import { lockRequest } from "../../db/queries/requests.ts";
import { findRun } from "../../db/queries/runs.ts";
import { listServiceTasks } from "../../db/queries/service-tasks.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { requireKind } from "../kinds/require-kind.ts";
import { revise } from "../requests/revise.ts";
import { earlierTask } from "../service-tasks/earlier.ts";
import type { RevisionDefinition } from "./definitions.ts";
import { readSubject } from "./read-subject.ts";
import { type RequestStanding, requestStanding } from "./standing.ts";

export type Revised = {
  readonly isRevised: boolean;
  readonly request: RequestStanding;
  /** Why the payload cannot stand in the request's place; null when it can, or need not. */
  readonly refused: { readonly reasonCode: string; readonly message: string } | null;
};

type RevisionOfRun = {
  readonly runId: Id<"run">;
  readonly step: string;
  readonly definition: RevisionDefinition;
};

const reviseOnce = (ctx: Context, input: RevisionOfRun): Promise<Revised> =>
  inTenant(ctx, async (tx, unit) => {
    const { runId, step, definition } = input;
    const run = await findRun(tx, ctx.tenantId, runId);
    const request = run === undefined ? undefined : await lockRequest(tx, ctx.tenantId, run.requestId);
    if (run === undefined || request === undefined) {
      throw notFound();
    }
    const standing = requestStanding(request);
    if (standing === "ended") {
      return { isRevised: false, request: standing, refused: null };
    }
    const subject = await readSubject(unit, request.id);
    const earlier = earlierTask(await listServiceTasks(tx, ctx.tenantId, runId));
    const payload = definition.revise(subject, earlier);
    if (payload === null) {
      return { isRevised: false, request: standing, refused: null };
    }
    const kind = requireKind(ctx, request.kind);
    const { fate } = await revise(unit, { request, kind }, { payload, detail: { step } });
    return {
      isRevised: fate !== "unchanged",
      request: fate === "reapprove" ? "pending" : standing,
      refused: null,
    };
  });

/**
 * Puts the payload that the run has come to in place of the request's. A payload that its kind refuses, or that no rule
 * of the policy matches, is told and not tried again: it would be refused for ever. Idempotent: the definition is
 * pure, and the same payload again changes nothing.
 */
export const reviseRequest = async (ctx: Context, input: RevisionOfRun): Promise<Revised> => {
  try {
    return await reviseOnce(ctx, input);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === "resource.not_found") {
      throw error;
    }
    const refused = { reasonCode: error.code, message: error.message };
    return { isRevised: false, request: "approved", refused };
  }
};
