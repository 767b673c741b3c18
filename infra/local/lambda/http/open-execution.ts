import { startExecution } from "../machine/start-execution.ts";
import { executionArn } from "../protocol/arn.ts";
import { FaultError, fault } from "../protocol/fault.ts";
import { executionTimeoutSecondsMax, syncExecutionTimeoutSecondsMax } from "../protocol/limits.ts";
import { insertExecution } from "../store/insert.ts";
import { loadByName } from "../store/load.ts";
import type { Service } from "./http-types.ts";
import type { Invocation } from "./invocation.ts";

export type Opened = { readonly executionId: string; readonly arn: string };

/**
 * Starts an execution, or finds the one that its name was given to. The name, the version and the
 * payload's bytes must all be the same; anything else is a conflict.
 */
export const openExecution = async (service: Service, invocation: Invocation): Promise<Opened> => {
  const { store, place } = service;
  const { hosted, version, input, payloadHash } = invocation;
  const id = service.newId();
  const name = invocation.name ?? id;
  const start = startExecution(store.now(), {
    id,
    functionName: hosted.name,
    version,
    name,
    durable: hosted.durable,
    input,
    executionTimeoutSeconds: executionTimeout(invocation),
    retentionDays: hosted.retentionDays,
  });
  const isNew = await insertExecution(store.sql, { start, input, payloadHash });
  if (isNew) {
    if (start.changes !== undefined) {
      store.onCommit({ execution: start.changes.execution, timers: start.timers.set });
    }
    const reference = { functionName: hosted.name, version, name, executionId: id };
    return { executionId: id, arn: executionArn(place, reference) };
  }
  const existing = await loadByName(store.sql, hosted.name, name);
  if (existing === undefined) throw new Error(`The execution named ${name} is gone.`);
  const { execution } = existing;
  const arn = executionArn(place, { ...execution, executionId: execution.id });
  if (existing.payloadHash === payloadHash && execution.version === version) {
    return { executionId: execution.id, arn };
  }
  throw new FaultError(
    fault("DurableExecutionAlreadyStartedException", 409, `Execution already started: ${arn}`),
  );
};

const executionTimeout = ({ hosted, type }: Invocation): number =>
  hosted.executionTimeoutSeconds ??
  (type === "RequestResponse" ? syncExecutionTimeoutSecondsMax : executionTimeoutSecondsMax);
