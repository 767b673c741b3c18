import { lockRequest } from "../../db/queries/requests.ts";
import { findRun } from "../../db/queries/runs.ts";
import { listServiceTasks } from "../../db/queries/service-tasks.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { requireKind } from "../kinds/require-kind.ts";
import { revise } from "../requests/revise.ts";
import { earlierTask } from "../service-tasks/earlier.ts";
import type { RevisionDefinition } from "./definitions.ts";
import { readSubject } from "./read-subject.ts";
import { type RequestStanding, requestStanding } from "./standing.ts";

export type Revised = { readonly isRevised: boolean; readonly request: RequestStanding };

/**
 * Puts the payload that the run has come to in place of the request's. Idempotent: the definition is pure, and the same
 * payload again changes nothing.
 */
export const reviseRequest = (
  ctx: Context,
  input: { readonly runId: Id<"run">; readonly step: string; readonly definition: RevisionDefinition },
): Promise<Revised> =>
  inTenant(ctx, async (tx, unit) => {
    const { runId, step, definition } = input;
    const run = await findRun(tx, ctx.tenantId, runId);
    const request = run === undefined ? undefined : await lockRequest(tx, ctx.tenantId, run.requestId);
    if (run === undefined || request === undefined) {
      throw notFound();
    }
    const standing = requestStanding(request);
    if (standing === "ended") {
      return { isRevised: false, request: standing };
    }
    const subject = await readSubject(unit, request.id);
    const earlier = earlierTask(await listServiceTasks(tx, ctx.tenantId, runId));
    const payload = definition.revise(subject, earlier);
    if (payload === null) {
      return { isRevised: false, request: standing };
    }
    const kind = requireKind(ctx, request.kind);
    const { fate } = await revise(unit, { request, kind }, { by: "run", payload, detail: { step } });
    return { isRevised: fate !== "unchanged", request: fate === "reapprove" ? "pending" : standing };
  });
