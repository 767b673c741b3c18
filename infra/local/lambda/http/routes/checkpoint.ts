import { checkpoint } from "../../machine/checkpoint.ts";
import { type OperationRecord, refuse } from "../../machine/state.ts";
import { type Fault, FaultError, staleToken } from "../../protocol/fault.ts";
import { parseCheckpointRequest } from "../../protocol/parse-updates.ts";
import { asSeconds, presentOperation } from "../../protocol/present.ts";
import { apply } from "../../store/apply.ts";
import type { Stored } from "../../store/stored.ts";
import type { Incoming, Reply, Service } from "../http-types.ts";
import { isExecution, readExecutionArn, readJson } from "../read-request.ts";
import { json } from "../reply.ts";

/** CheckpointDurableExecution. An execution that does not exist answers like a stale token. */
export const checkpointRoute = async (service: Service, incoming: Incoming): Promise<Reply> => {
  const reference = readExecutionArn(incoming);
  const parsed = parseCheckpointRequest(readJson(incoming.body));
  if (!parsed.ok) throw new FaultError(parsed.fault);
  const { CheckpointToken: token, ClientToken: clientToken, Updates: updates = [] } = parsed.value;
  const secret = service.newId();
  let decidedOn: Stored | undefined;
  const applied = await apply(service.store, {
    executionId: reference.executionId,
    decide: (now, stored) => {
      if (!isExecution(stored.execution, reference)) return refuse(staleToken);
      decidedOn = stored;
      return checkpoint(now, stored, { token, clientToken, updates, secret });
    },
  });
  if (!applied.ok) throw new FaultError(asStale(applied.fault));
  const { checkpointToken, repeatedSince, operations } = applied.response;
  const told = repeatedSince === undefined ? operations : changedSince(decidedOn, repeatedSince);
  return json(200, {
    CheckpointToken: checkpointToken,
    NewExecutionState: { Operations: told.map((operation) => presentOperation(operation, asSeconds)) },
  });
};

const changedSince = (stored: Stored | undefined, sequence: number): readonly OperationRecord[] =>
  [...(stored?.operations.values() ?? [])]
    .filter((operation) => operation.sequence > sequence)
    .toSorted((one, other) => one.position - other.position);

const asStale = (fault: Fault): Fault => (fault.status === 404 ? staleToken : fault);
