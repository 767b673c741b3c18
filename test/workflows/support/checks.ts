import { expect } from "vitest";
import { type AuditEvent, listAuditEvents } from "../../../services/audit/index.ts";
import { verifyAudit } from "../../support/audit.ts";
import type { LedgerEntry } from "./sandbox-door.ts";
import type { Ends, KindUnderTest, Undoing } from "./scenario.ts";
import type { Scene } from "./world.ts";

const auditPage = 200;
const requestEnds = ["approved", "rejected", "returned", "withdrawn", "canceled", "expired"] as const;
const runEnds = ["completed", "compensated", "failed", "canceled", "timed_out"] as const;

const ledgerLine = ({ type, amount }: LedgerEntry): string =>
  amount === undefined ? type : `${type} ${amount.amount} ${amount.currency}`;

/** Puts effects that came at the same time, one right after the other, into the order that is stated for them. */
export const inStatedOrder = (
  entries: readonly LedgerEntry[],
  atOnce: readonly string[],
): readonly LedgerEntry[] => {
  const runs = entries.reduce<readonly (readonly LedgerEntry[])[]>((known, entry) => {
    const run = known.at(-1) ?? [];
    const goesOn = [entry, run[0]].every((one) => one !== undefined && atOnce.includes(one.type));
    return goesOn ? [...known.slice(0, -1), [...run, entry]] : [...known, [entry]];
  }, []);
  return runs.flatMap((run) =>
    run.toSorted((one, other) => atOnce.indexOf(one.type) - atOnce.indexOf(other.type)),
  );
};

/** Everything that has to be so at the end of a scenario, on whatever backend. */
export const checkEnd = async (
  scene: Scene,
  ends: Ends,
  { undoings, atOnce = [] }: Pick<KindUnderTest, "undoings" | "atOnce">,
): Promise<void> => {
  const { status, run } = await scene.request();
  const failure = run?.failure ?? null;
  const entries = inStatedOrder(await scene.world.sandbox.ledger(scene.requestId), atOnce);
  expect({
    request: status,
    run: run?.status,
    ledger: entries.map(ledgerLine),
    failure: failure === null ? undefined : `${failure.task}: ${failure.reasonCode}`,
  }).toEqual({ request: ends.request, run: ends.run, ledger: ends.ledger, failure: ends.failure });
  expect(undoingFaults(entries, undoings, ends.run)).toEqual([]);
  await checkAudit(scene, ends);
  expect(scene.world.outbox.takeGivenUp()).toEqual([]);
  await ends.also?.(scene);
};

/**
 * What is wrong with how a run undid its effects, in sentences. A compensated run has undone each effect once, by
 * the same amount, and the newest first; a completed one has undone nothing.
 */
export const undoingFaults = (
  entries: readonly LedgerEntry[],
  undoings: readonly Undoing[],
  runStatus: string,
): readonly string[] => {
  const undoing = new Set(undoings.map(({ undoneBy }) => undoneBy));
  const undone = entries.filter(({ type }) => undoing.has(type)).map(ledgerLine);
  if (runStatus !== "compensated") {
    // A run that failed has undone what it could; what that is, its scenario says.
    return runStatus === "failed" || undone.length === 0
      ? []
      : [`undone without a reason: ${undone.join(", ")}`];
  }
  const effects = entries.filter(({ type }) => undoings.some(({ effect }) => effect === type));
  const done = new Set(effects.map(({ type }) => type));
  const forGood = effects.filter(
    ({ type }) => undoings.find(({ effect }) => effect === type)?.undoneBy === null,
  );
  const wanted = effects.toReversed().flatMap((entry) => {
    const { undoneBy, coveredBy } = undoings.find(({ effect }) => effect === entry.type) ?? {};
    const isCovered = coveredBy !== undefined && done.has(coveredBy);
    const isMoney = entry.amount !== undefined;
    return undoneBy === undefined || undoneBy === null || isCovered
      ? []
      : [isMoney ? ledgerLine({ ...entry, type: undoneBy }) : undoneBy];
  });
  return [
    ...forGood.map((entry) => `compensated although nothing undoes ${ledgerLine(entry)}`),
    ...(undone.join() === wanted.join()
      ? []
      : [`undone: ${undone.join(", ") || "nothing"}; to undo: ${wanted.join(", ") || "nothing"}`]),
  ];
};

/** The chain verifies, and its last words about the request and the run are how they stand. */
const checkAudit = async (scene: Scene, { request, run }: Ends): Promise<void> => {
  const reports = await verifyAudit(scene.world.databaseUrl);
  const own = reports.filter(({ tenantId }) => scene.ctx.tenantId.endsWith(tenantId));
  expect(own).toMatchObject([{ fault: null }]);
  const { data } = await listAuditEvents(scene.ctx, {
    limit: auditPage,
    cursor: null,
    requestId: scene.requestId,
  });
  const endings = data.flatMap(({ action }) =>
    runEnds.flatMap((status) => (action === `workflow_run.${status}` ? [status] : [])),
  );
  const told = {
    request: data.map(requestStatusTold).findLast((status) => status !== null) ?? "pending",
    run: endings,
  };
  expect(told).toEqual({ request, run: runEnds.filter((status) => status === run) });
};

/** What an event of the log says that has become of its request; null where it says nothing of it. */
const requestStatusTold = ({ action, detail }: AuditEvent): string | null => {
  const ended = requestEnds.find((status) => action === `approval_request.${status}`);
  const { request } = detail as { readonly request?: { readonly status?: string } };
  return ended ?? request?.status ?? null;
};
