import { refuse } from "../../machine/state.ts";
import { stopExecution } from "../../machine/stop-execution.ts";
import { FaultError, unknownExecution } from "../../protocol/fault.ts";
import { parseErrorObject } from "../../protocol/parse-updates.ts";
import { asSeconds } from "../../protocol/present.ts";
import { apply } from "../../store/apply.ts";
import { isExecution } from "../../verbs/is-execution.ts";
import type { Incoming, Reply, Service } from "../http-types.ts";
import { readExecutionArn, readJson } from "../read-request.ts";
import { accept, json } from "../reply.ts";

/** StopDurableExecution; its body is the error object itself. */
export const stopRoute = async (service: Service, incoming: Incoming): Promise<Reply> => {
  const reference = readExecutionArn(incoming);
  const parsed = parseErrorObject(readJson(incoming.body));
  if (!parsed.ok) throw new FaultError(parsed.fault);
  const applied = await apply(service.store, {
    executionId: reference.executionId,
    decide: (now, state) =>
      isExecution(state.execution, reference)
        ? stopExecution(now, state, parsed.value)
        : refuse(unknownExecution),
  });
  return json(200, { StopTimestamp: asSeconds(accept(applied).stoppedAt) });
};
