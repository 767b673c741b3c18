import { executionArn, functionArn } from "../../protocol/arn.ts";
import { FaultError, unknownExecution } from "../../protocol/fault.ts";
import { asSeconds } from "../../protocol/present.ts";
import { readExecution } from "../../store/read.ts";
import { isExecution } from "../../verbs/is-execution.ts";
import type { Incoming, Reply, Service } from "../http-types.ts";
import { readExecutionArn, readFlag } from "../read-request.ts";
import { json } from "../reply.ts";

/** GetDurableExecution. */
export const getExecutionRoute = async (service: Service, incoming: Incoming): Promise<Reply> => {
  const reference = readExecutionArn(incoming);
  const includesData = readFlag(incoming.query, "IncludeExecutionData", true);
  const told = await readExecution(service.store, reference.executionId);
  if (told === undefined || !isExecution(told.stored.execution, reference))
    throw new FaultError(unknownExecution);
  const { execution, input, outcome } = told.stored;
  const data = { InputPayload: input, Result: outcome?.result, Error: outcome?.error };
  return json(200, {
    DurableExecutionArn: executionArn(service.place, { ...execution, executionId: execution.id }),
    DurableExecutionName: execution.name,
    FunctionArn: functionArn(service.place, execution.functionName, execution.version),
    Version: execution.version,
    Status: execution.status,
    StartTimestamp: asSeconds(execution.startedAt),
    EndTimestamp: execution.endedAt === undefined ? undefined : asSeconds(execution.endedAt),
    ExecutionDataIncluded: includesData,
    DurableConfig: {
      ExecutionTimeout: execution.executionTimeoutSeconds,
      RetentionPeriodInDays: execution.retentionDays,
    },
    ...(includesData ? data : {}),
  });
};
