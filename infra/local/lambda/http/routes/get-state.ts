import { mayReadState } from "../../machine/checkpoint.ts";
import { FaultError, invalidMarker, staleToken } from "../../protocol/fault.ts";
import { encodeMarker } from "../../protocol/marker.ts";
import { asSeconds, presentExecutionOperation, presentOperation } from "../../protocol/present.ts";
import { loadExecution } from "../../store/load.ts";
import { loadStatePages } from "../../store/state-page.ts";
import type { Incoming, Reply, Service } from "../http-types.ts";
import { isExecution, readExecutionArn, readMarker, readMaxItems } from "../read-request.ts";
import { json } from "../reply.ts";

/** GetDurableExecutionState, which only the live invocation may read. */
export const getStateRoute = async (service: Service, incoming: Incoming): Promise<Reply> => {
  const { store } = service;
  const reference = readExecutionArn(incoming);
  const items = readMaxItems(incoming.query);
  const [markedId, after] = readMarker(incoming, store.now(), ["string", "number"]) ?? [];
  if (markedId !== undefined && markedId !== reference.executionId) throw new FaultError(invalidMarker);
  const view = await loadExecution(store.sql, reference.executionId);
  if (view === undefined || !isExecution(view.execution, reference)) throw new FaultError(staleToken);
  const token = incoming.query.get("CheckpointToken") ?? "";
  const refusal = mayReadState({ execution: view.execution, operations: new Map() }, token);
  if (refusal !== undefined) throw new FaultError(refusal);
  const pages = await loadStatePages(store.sql, [view.execution.id], { after: Number(after ?? 0), items });
  const page = pages.get(view.execution.id);
  const operations = (page?.operations ?? []).map((operation) => presentOperation(operation, asSeconds));
  const first = presentExecutionOperation(view.execution, view.input, asSeconds);
  return json(200, {
    Operations: after === undefined ? [first, ...operations] : operations,
    NextMarker:
      page?.next === undefined ? undefined : encodeMarker(store.now(), [view.execution.id, page.next]),
  });
};
