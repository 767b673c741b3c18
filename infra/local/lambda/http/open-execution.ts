import { startExecution } from "../machine/start-execution.ts";
import { executionArn } from "../protocol/arn.ts";
import { FaultError, fault } from "../protocol/fault.ts";
import { executionTimeoutSecondsMax, syncExecutionTimeoutSecondsMax } from "../protocol/limits.ts";
import { createExecution } from "../store/create.ts";
import { findByName } from "../store/load.ts";
import type { Service } from "./http-types.ts";
import type { Invocation } from "./invocation.ts";

export type Opened = {
  readonly executionId: string;
  readonly arn: string;
  /** It was started by this very request. */
  readonly isNew: boolean;
};

/**
 * Starts an execution, or finds the one that its name was given to. The name, the version and the
 * payload's bytes must all be the same; anything else is a conflict.
 */
export const openExecution = async (service: Service, invocation: Invocation): Promise<Opened> => {
  const { store, place } = service;
  const { hosted, version, input, payloadHash } = invocation;
  const id = service.newExecutionId();
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
    timeScale: service.timeScale === 1 ? undefined : service.timeScale,
  });
  if (await createExecution(store, { start, input, payloadHash })) {
    const reference = { functionName: hosted.name, version, name, executionId: id };
    return { executionId: id, arn: executionArn(place, reference), isNew: true };
  }
  const existing = await findByName(store.sql, hosted.name, name);
  if (existing === undefined) throw new Error(`The execution named ${name} is gone.`);
  const reference = {
    functionName: hosted.name,
    version: existing.version,
    name,
    executionId: existing.id,
  };
  const arn = executionArn(place, reference);
  if (existing.payloadHash.equals(payloadHash) && existing.version === version) {
    return { executionId: existing.id, arn, isNew: false };
  }
  throw new FaultError(
    fault("DurableExecutionAlreadyStartedException", 409, `Execution already started: ${arn}`),
  );
};

const executionTimeout = ({ hosted, type }: Invocation): number =>
  hosted.executionTimeoutSeconds ??
  (type === "RequestResponse" ? syncExecutionTimeoutSecondsMax : executionTimeoutSecondsMax);
