import { mayReadState } from "../../machine/checkpoint.ts";
import { FaultError, invalidMarker, staleToken } from "../../protocol/fault.ts";
import { encodeMarker } from "../../protocol/marker.ts";
import { asSeconds, presentExecutionOperation, presentOperation } from "../../protocol/present.ts";
import { statePage } from "../../store/pages.ts";
import type { Stored } from "../../store/stored.ts";
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
  const token = incoming.query.get("CheckpointToken") ?? "";
  const mayRead = (stored: Stored) =>
    isExecution(stored.execution, reference) ? mayReadState(stored, token) : staleToken;
  const known = store.cache.get(reference.executionId);
  const isCurrent = known !== undefined && mayRead(known) === undefined;
  const stored = isCurrent ? known : await store.load(reference.executionId);
  const refusal = stored === undefined ? staleToken : mayRead(stored);
  if (stored === undefined || refusal !== undefined) throw new FaultError(refusal ?? staleToken);
  const page = statePage(stored, { after: Number(after ?? 0), items });
  const operations = page.operations.map((operation) => presentOperation(operation, asSeconds));
  const first = presentExecutionOperation(stored.execution, stored.input, asSeconds);
  return json(200, {
    Operations: after === undefined ? [first, ...operations] : operations,
    NextMarker:
      page.next === undefined ? undefined : encodeMarker(store.now(), [stored.execution.id, page.next]),
  });
};
