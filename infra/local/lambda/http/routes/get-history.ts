import { FaultError, unknownExecution } from "../../protocol/fault.ts";
import { encodeMarker } from "../../protocol/marker.ts";
import type { HistoryEvent } from "../../protocol/types.ts";
import { historyPage } from "../../store/pages.ts";
import { readExecution } from "../../store/read.ts";
import { isExecution } from "../../verbs/is-execution.ts";
import type { Incoming, Reply, Service } from "../http-types.ts";
import { readExecutionArn, readFlag, readMarker, readMaxItems } from "../read-request.ts";
import { json } from "../reply.ts";

/** GetDurableExecutionHistory. */
export const getHistoryRoute = async (service: Service, incoming: Incoming): Promise<Reply> => {
  const { store } = service;
  const reference = readExecutionArn(incoming);
  const items = readMaxItems(incoming.query);
  const newestFirst = readFlag(incoming.query, "ReverseOrder", false);
  const includesData = readFlag(incoming.query, "IncludeExecutionData", true);
  const [after] = readMarker(incoming, store.now(), ["number"]) ?? [];
  const told = await readExecution(store, reference.executionId);
  if (told === undefined || !isExecution(told.stored.execution, reference))
    throw new FaultError(unknownExecution);
  const range = { after: after === undefined ? undefined : Number(after), items, newestFirst };
  const read = historyPage(told.contents, range);
  const events = read.slice(0, items);
  const last = read.length > items ? events.at(-1) : undefined;
  return json(200, {
    Events: includesData ? events : events.map(withoutData),
    NextMarker: last === undefined ? undefined : encodeMarker(store.now(), [last.EventId]),
  });
};

/** Without data every payload is marked as cut off. */
const withoutData = (event: HistoryEvent): object =>
  Object.fromEntries(
    Object.entries(event).map(([key, value]) => [key, key.endsWith("Details") ? cut(value) : value]),
  );

const cut = (details: unknown): unknown => {
  if (typeof details !== "object" || details === null) return details;
  return Object.fromEntries(
    Object.entries(details).map(([key, value]: [string, unknown]) => [
      key,
      isPayload(value) ? { Truncated: true } : value,
    ]),
  );
};

const isPayload = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "Truncated" in value;
