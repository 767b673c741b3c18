import canonicalize from "canonicalize";
import { addFindings } from "../../db/queries/requests.ts";
import { findRun } from "../../db/queries/runs.ts";
import { listServiceTasks } from "../../db/queries/service-tasks.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { readFacts } from "../kinds/read-facts.ts";
import { requireKind } from "../kinds/require-kind.ts";
import { earlierTask } from "../service-tasks/earlier.ts";
import type { AssessmentDefinition } from "./definitions.ts";
import { readSubject } from "./read-subject.ts";

/** What comes back from the database has its members in another order. */
const same = (known: Readonly<Record<string, unknown>>, found: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(found).every(([name, value]) => canonicalize(known[name]) === canonicalize(value));

/**
 * Judges a request by what its run has found so far, keeps the findings, and answers what the orchestration may branch
 * upon. A repetition that finds the same writes nothing.
 */
export const assessRequest = (
  ctx: Context,
  input: { readonly runId: Id<"run">; readonly step: string; readonly definition: AssessmentDefinition },
): Promise<Readonly<Record<string, unknown>>> =>
  inTenant(ctx, async (tx, unit) => {
    const { runId, step, definition } = input;
    const run = await findRun(tx, ctx.tenantId, runId);
    if (run === undefined) {
      throw notFound();
    }
    const { requestId } = run;
    const subject = await readSubject(unit, requestId);
    const kind = requireKind(ctx, run.kind);
    const facts = await readFacts(unit, kind, { payload: subject.payload, requestId });
    const earlier = earlierTask(await listServiceTasks(tx, ctx.tenantId, runId));
    const { finds, tells = {} } = definition.judge(subject, facts, earlier);
    if (!same(subject.request.findings, finds)) {
      await addFindings(tx, ctx.tenantId, { requestId, found: finds });
      await record(unit, {
        action: "approval_request.assessed",
        target: { type: "approval_request", id: requestId, version: subject.request.currentVersion },
        requestId,
        detail: { step, findings: finds },
      });
    }
    return tells;
  });
