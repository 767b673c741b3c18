import { checkpoint } from "../../machine/checkpoint.ts";
import { refuse } from "../../machine/state.ts";
import { type Fault, FaultError, staleToken } from "../../protocol/fault.ts";
import { parseCheckpointRequest } from "../../protocol/parse-updates.ts";
import { asSeconds, presentOperation } from "../../protocol/present.ts";
import { apply } from "../../store/apply.ts";
import { loadChangedSince } from "../../store/load.ts";
import type { Incoming, Reply, Service } from "../http-types.ts";
import { isExecution, readExecutionArn, readJson } from "../read-request.ts";
import { json } from "../reply.ts";

/** CheckpointDurableExecution. An execution that does not exist answers like a stale token. */
export const checkpointRoute = async (service: Service, incoming: Incoming): Promise<Reply> => {
  const reference = readExecutionArn(incoming);
  const parsed = parseCheckpointRequest(readJson(incoming.body));
  if (!parsed.ok) throw new FaultError(parsed.fault);
  const { CheckpointToken: token, ClientToken: clientToken, Updates: updates = [] } = parsed.value;
  const operationIds = [...new Set(updates.flatMap((update) => [update.Id, update.ParentId ?? update.Id]))];
  const secret = service.newId();
  const applied = await apply(service.store, {
    executionId: reference.executionId,
    needs: { operationIds, unseen: true },
    decide: (now, state) =>
      isExecution(state.execution, reference)
        ? checkpoint(now, state, { token, clientToken, updates, secret })
        : refuse(staleToken),
  });
  if (!applied.ok) throw new FaultError(asStale(applied.fault));
  const { checkpointToken, repeatedSince, operations } = applied.response;
  const told =
    repeatedSince === undefined
      ? operations
      : await loadChangedSince(service.store.sql, reference.executionId, repeatedSince);
  return json(200, {
    CheckpointToken: checkpointToken,
    NewExecutionState: { Operations: told.map((operation) => presentOperation(operation, asSeconds)) },
  });
};

const asStale = (fault: Fault): Fault => (fault.status === 404 ? staleToken : fault);
