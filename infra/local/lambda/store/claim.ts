import type { ExecutionRecord } from "../machine/state.ts";
import { beginInvocation } from "../machine/begin-invocation.ts";
import { pageItemsMax } from "../protocol/limits.ts";
import { withDeadline } from "./connect.ts";
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
 * Takes the executions that are wanted, oldest first, passing over those that another worker is just taking.
 * State is read under the row locks, so that it holds exactly what the invocation's watermark says.
 */
export const claimExecutions = async (store: Store, request: ClaimRequest): Promise<readonly Claim[]> =>
  withDeadline(
    store.sql.begin(async (transaction) => {
      const now = store.now();
      const rows = await transaction<(BodyRow & { readonly input: string })[]>`
        select body, input from local_lambda.executions
        where wanted_at <= ${toTimestamp(now)}::text::timestamptz
          and function_name in (select json_array_elements_text(${JSON.stringify(request.functionNames)}::text::json))
        order by wanted_at limit ${request.items}
        for update skip locked`;
      if (rows.length === 0) return [];
      const begun = rows.flatMap((row) => begin(now, row, request));
      const ids = begun.map(({ claim }) => claim.execution.id);
      const pages = await loadStatePages(transaction, ids, { after: 0, items: pageItemsMax });
      await save(
        transaction,
        begun.map(({ write }) => write),
      );
      return begun.map(({ claim }) => ({
        ...claim,
        page: pages.get(claim.execution.id) ?? { operations: [] },
      }));
    }),
  );

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
