import { fromMinorUnits } from "../../../../services/money/minor-units.ts";
import type { Money } from "../../../../services/money/model.ts";
import { type Sql, withDeadline } from "../../stand-in/connect.ts";
import { fromColumns } from "../money-columns.ts";

export type LedgerQuery = {
  readonly tenantId?: string | undefined;
  readonly requestId?: string | undefined;
  readonly type?: string | undefined;
  readonly limit: number;
  /** The id of the last entry that was seen. */
  readonly after?: string | undefined;
};

export type LedgerEntry = {
  readonly id: string;
  readonly at: string;
  readonly tenantId: string;
  readonly requestId: string;
  readonly taskId: string;
  readonly type: string;
  readonly amount?: Money;
  /** The order number. */
  readonly reference: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

type Row = Omit<LedgerEntry, "at" | "amount"> & {
  readonly at: Date;
  readonly minorUnits: string | null;
  readonly currency: string | null;
};

const toEntry = ({ at, minorUnits, currency, ...row }: Row): LedgerEntry => ({
  ...row,
  at: at.toISOString(),
  ...(minorUnits === null || currency === null ? {} : { amount: fromColumns({ minorUnits, currency }) }),
});

const columns = (sql: Sql) => sql`
  id, at, tenant_id as "tenantId", request_id as "requestId", task_id as "taskId", type,
  minor_units as "minorUnits", currency, reference, detail`;

/** Entries that fit, oldest first. */
export const listEntries = async (sql: Sql, query: LedgerQuery): Promise<readonly LedgerEntry[]> => {
  const { tenantId, requestId, type, limit, after } = query;
  const rows = await withDeadline(sql<Row[]>`
    select ${columns(sql)} from local_sandbox.ledger
    where id > ${after ?? "0"}
      ${tenantId === undefined ? sql`` : sql`and tenant_id = ${tenantId}`}
      ${requestId === undefined ? sql`` : sql`and request_id = ${requestId}`}
      ${type === undefined ? sql`` : sql`and type = ${type}`}
    order by id limit ${limit}`);
  return rows.map(toEntry);
};

/** The last entries of all tenants, newest first. */
export const listNewest = async (sql: Sql, limit: number): Promise<readonly LedgerEntry[]> => {
  const rows = await withDeadline(
    sql<Row[]>`select ${columns(sql)} from local_sandbox.ledger order by id desc limit ${limit}`,
  );
  return rows.map(toEntry);
};

export type Balance = { readonly type: string; readonly count: number; readonly sums: readonly Money[] };

type BalanceRow = {
  readonly type: string;
  readonly currency: string | null;
  readonly count: string;
  readonly minorUnits: string | null;
};

/** For each type what happened how often, and the exact sum in each currency. */
export const readBalance = async (sql: Sql, tenantId: string): Promise<readonly Balance[]> => {
  const rows = await withDeadline(sql<BalanceRow[]>`
    select type, currency, count(*) as count, sum(minor_units)::text as "minorUnits"
    from local_sandbox.ledger where tenant_id = ${tenantId}
    group by type, currency order by type, currency`);
  return [...Map.groupBy(rows, ({ type }) => type)].map(([type, group]) => ({
    type,
    count: group.reduce((count, row) => count + Number(row.count), 0),
    sums: group.flatMap(({ minorUnits, currency }) =>
      minorUnits === null || currency === null ? [] : [fromMinorUnits(BigInt(minorUnits), currency)],
    ),
  }));
};
