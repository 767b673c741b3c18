import { executionArn, executionIdPattern, functionArn, parseFunctionReference } from "../../protocol/arn.ts";
import { FaultError, invalidMarker, invalidParameter, invalidValue } from "../../protocol/fault.ts";
import { encodeMarker } from "../../protocol/marker.ts";
import { asSeconds } from "../../protocol/present.ts";
import type { ExecutionStatus } from "../../protocol/types.ts";
import { type ListedExecution, listExecutions } from "../../store/list-executions.ts";
import { mergeQualifier, resolveFunction } from "../../worker/versions.ts";
import { type Incoming, type Reply, type Service, statuses } from "../http-types.ts";
import { readFlag, readMarker, readMaxItems, requireExecutionName } from "../read-request.ts";
import { json } from "../reply.ts";

/** ListDurableExecutionsByFunction, newest first unless ReverseOrder is set. */
export const listExecutionsRoute = async (service: Service, incoming: Incoming): Promise<Reply> => {
  const { store, place } = service;
  const { query } = incoming;
  const items = readMaxItems(query);
  const target = readTarget(service, incoming);
  const [after] = readMarker(incoming, store.now(), ["string"]) ?? [];
  const read = await listExecutions(store.sql, {
    ...target,
    name: readName(query),
    status: readStatus(query),
    startedAfter: readTime(query, "StartedAfter"),
    startedBefore: readTime(query, "StartedBefore"),
    oldestFirst: readFlag(query, "ReverseOrder", false),
    items,
    after: after === undefined ? undefined : requireId(String(after)),
  });
  const page = read.slice(0, items);
  const last = read.length > items ? page.at(-1) : undefined;
  return json(200, {
    DurableExecutions: page.map((execution) => present(execution, place)),
    NextMarker: last === undefined ? undefined : encodeMarker(store.now(), [last.id]),
  });
};

const present = (execution: ListedExecution, place: Service["place"]): object => ({
  DurableExecutionArn: executionArn(place, { ...execution, executionId: execution.id }),
  DurableExecutionName: execution.name,
  FunctionArn: functionArn(place, execution.functionName, execution.version),
  Status: execution.status,
  StartTimestamp: asSeconds(execution.startedAt),
  EndTimestamp: execution.endedAt === undefined ? undefined : asSeconds(execution.endedAt),
});

const requireId = (id: string): string => {
  if (executionIdPattern.test(id)) return id;
  throw new FaultError(invalidMarker);
};

const readTarget = (service: Service, incoming: Incoming) => {
  const named = parseFunctionReference(incoming.parameters[0] ?? "");
  if (named === undefined) throw new FaultError(invalidValue("functionName", "Member must name a function"));
  const reference = mergeQualifier(named, incoming.query.get("Qualifier") ?? undefined);
  if ("message" in reference) throw new FaultError(reference);
  const resolved = resolveFunction(service.versions, reference, service.place);
  if (!resolved.ok) throw new FaultError(resolved.fault);
  const version = reference.qualifier === undefined ? undefined : resolved.version;
  return { functionName: resolved.hosted.name, version };
};

const readName = (query: URLSearchParams): string | undefined => {
  const name = query.get("DurableExecutionName");
  return name === null || name === "" ? undefined : requireExecutionName(name);
};

const readStatus = (query: URLSearchParams): ExecutionStatus | undefined => {
  const asked = query.getAll("Statuses");
  if (asked.length > 1) throw new FaultError(invalidParameter("Cannot filter by more than one status"));
  if (asked.length === 0) return undefined;
  const status = statuses.find((candidate) => candidate === asked[0]);
  if (status !== undefined) return status;
  throw new FaultError(
    invalidValue("statuses", `Member must satisfy enum value set: [${statuses.join(", ")}]`),
  );
};

const readTime = (query: URLSearchParams, name: string): number | undefined => {
  const text = query.get(name);
  if (text === null || text === "") return undefined;
  const time = Date.parse(text);
  const isStorable = time >= 0 && time < yearNineThousand;
  if (!isStorable) throw new FaultError(invalidValue(name, "Member must be a timestamp"));
  return time;
};

const yearNineThousand = Date.UTC(9_000, 0);
