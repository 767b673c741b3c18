import type { Incoming, Reply, Service } from "../http/http-types.ts";
import { FaultError, notFound, unknownExecution } from "../protocol/fault.ts";
import { readExecution, type Told } from "../store/read.ts";

/** One payload or one event as plain text: whatever is in it, a browser only shows it. */
export const textPage = async ({ store }: Service, { parameters, query }: Incoming): Promise<Reply> => {
  const told = await readExecution(store, parameters[0] ?? "");
  if (told === undefined) throw new FaultError(unknownExecution);
  const text = find(told, query);
  if (text === undefined) throw new FaultError(notFound("There is no such text."));
  const headers = {
    "content-type": "text/plain; charset=utf-8",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  };
  return { status: 200, headers, body: text };
};

const find = ({ stored, contents }: Told, query: URLSearchParams): string | undefined => {
  const operationId = query.get("operation");
  const source = operationId === null ? stored.outcome : stored.operations.get(operationId);
  switch (query.get("of")) {
    case "input":
      return stored.input;
    case "result":
      return source?.result;
    case "error":
      return source?.error === undefined ? undefined : JSON.stringify(source.error, null, 2);
    case "event": {
      const number = Number(query.get("event"));
      const events = contents.flatMap((content) => content.events);
      const event = events.find(({ EventId }) => EventId === number);
      return event === undefined ? undefined : JSON.stringify(event, null, 2);
    }
    default:
      return undefined;
  }
};
