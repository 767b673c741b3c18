import type { RequestStatus } from "../../db/schema/statuses.ts";

/** Which status each event leads to; an event that a status does not name is refused there. */
export type Transitions<Status extends string = string, Event extends string = string> = Readonly<
  Record<Status, Readonly<Partial<Record<Event, Status>>>>
>;

type StatusOf<Table> = keyof Table & string;
/** Distributes over the rows, so that it is every event that any status names. */
type EventOf<Table> = RowEvent<Table[keyof Table]>;
type RowEvent<Row> = Row extends unknown ? keyof Row & string : never;

/** The status that the event leads to, or null where the event is refused. */
export const transition = <Table extends Transitions>(
  table: Table,
  from: StatusOf<Table>,
  event: EventOf<Table>,
): StatusOf<Table> | null => (table[from]?.[event] as StatusOf<Table> | undefined) ?? null;

/** The statuses in which the event is accepted: the guard of its UPDATE. */
export const sourcesOf = <Table extends Transitions>(
  table: Table,
  event: EventOf<Table>,
): StatusOf<Table>[] => Object.keys(table).filter((status) => transition(table, status, event) !== null);

export type RequestEvent =
  | "submit"
  | "approve"
  | "reject"
  | "return"
  | "resubmit"
  | "withdraw"
  | "cancel"
  | "expire"
  | "reopen";

/**
 * Withdrawing is the requester's act, canceling the tenant's; a returned request waits for its requester. What is
 * approved can still be taken back, or edited so that it has to be approved anew, while its run can undo what it did.
 */
export const requestTransitions = {
  draft: { submit: "pending", withdraw: "withdrawn", cancel: "canceled" },
  pending: {
    approve: "approved",
    reject: "rejected",
    return: "returned",
    withdraw: "withdrawn",
    cancel: "canceled",
    expire: "expired",
  },
  returned: { resubmit: "pending", withdraw: "withdrawn", cancel: "canceled", expire: "expired" },
  approved: { withdraw: "withdrawn", cancel: "canceled", reopen: "pending" },
  rejected: {},
  withdrawn: {},
  canceled: {},
  expired: {},
} as const satisfies Transitions<RequestStatus, RequestEvent>;
