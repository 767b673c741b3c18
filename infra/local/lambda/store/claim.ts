import type { ExecutionRecord } from "../machine/state.ts";
import { beginInvocation } from "../machine/begin-invocation.ts";
import { pageItemsMax } from "../protocol/limits.ts";
import { withDeadline } from "../../stand-in/connect.ts";
import { type BodyRow, readExecution, toTimestamp, type Write } from "./rows.ts";
import { save } from "./save.ts";
import { loadStatePages, type StatePage } from "./state-page.ts";
import type { Store } from "./store.ts";

/** An execution that this worker may now invoke its function for. */
export type Claim = {
  readonly execution: ExecutionRecord;
  readonly invocationId: string;
  readonly checkpointToken: string;
  readonly changedSince: number;
  readonly input: string;
  readonly page: StatePage;
};

export type ClaimRequest = {
  readonly functionNames: readonly string[];
  readonly owner: number;
  readonly leaseUntil: number;
  readonly items: number;
  readonly newInvocationId: () => string;
};

/**
 * Takes the executions that are wanted, oldest first, passing over those that another worker is just writing.
 * There is no transaction around it: every change of state moves the revision, so the save succeeds only
 * where nothing changed since the rows were read, and then the page holds exactly what the invocation's watermark
 * says. (A transaction would also meet a fault of postgres.js 3.4.9: when the connection breaks, its
 * rollback writes to the closed socket and the uncaught TypeError ends the process.)
 */
export const claimExecutions = async (store: Store, request: ClaimRequest): Promise<readonly Claim[]> => {
  const now = store.now();
  const rows = await withDeadline(store.sql<(BodyRow & { readonly input: string })[]>`
    select body, input from local_lambda.executions
    where wanted_at <= ${toTimestamp(now)}::text::timestamptz
      and function_name in (select json_array_elements_text(${JSON.stringify(request.functionNames)}::text::json))
    order by wanted_at limit ${request.items}
    for update skip locked`);
  if (rows.length === 0) return [];
  const begun = rows.flatMap((row) => begin(now, row, request));
  const ids = begun.map(({ claim }) => claim.execution.id);
  const pages = await loadStatePages(store.sql, ids, { after: 0, items: pageItemsMax });
  const writes = begun.map(({ write }) => write);
  const saved = await save(store.sql, writes);
  return begun
    .filter(({ claim }) => saved.has(claim.execution.id))
    .map(({ claim }) => ({ ...claim, page: pages.get(claim.execution.id) ?? { operations: [] } }));
};

const begin = (
  now: number,
  row: BodyRow & { readonly input: string },
  request: ClaimRequest,
): { readonly claim: Omit<Claim, "page">; readonly write: Write }[] => {
  const invocationId = request.newInvocationId();
  const state = { execution: readExecution(row), operations: new Map() };
  const decision = beginInvocation(now, state, invocationId);
  if (!decision.ok || !decision.response.begun || decision.changes === undefined) return [];
  const { checkpointToken, changedSince } = decision.response;
  const { changes, events, timers } = decision;
  const lease = { owner: request.owner, until: request.leaseUntil };
  const claim = {
    execution: changes.execution,
    invocationId,
    checkpointToken,
    changedSince,
    input: row.input,
  };
  return [{ claim, write: { changes, events, timers, lease } }];
};
