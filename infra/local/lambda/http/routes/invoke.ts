import { createHash } from "node:crypto";
import { type FunctionReference, parseFunctionReference } from "../../protocol/arn.ts";
import {
  FaultError,
  invalidParameter,
  invalidValue,
  tooLarge,
  unqualifiedDurable,
} from "../../protocol/fault.ts";
import {
  asyncPayloadBytesMax,
  syncExecutionTimeoutSecondsMax,
  syncPayloadBytesMax,
} from "../../protocol/limits.ts";
import type { HostedFunction } from "../../worker/functions.ts";
import { mergeQualifier, resolveFunction } from "../../worker/versions.ts";
import type { Incoming, Reply, Service } from "../http-types.ts";
import { awaitExecution } from "../await-execution.ts";
import { invokePlain, queuePlain } from "../invoke-plain.ts";
import { type Invocation, type InvocationType, invocationTypes } from "../invocation.ts";
import { openExecution } from "../open-execution.ts";
import { readJson, readText, requireExecutionName } from "../read-request.ts";

/** Invoke: starts a durable execution or calls a plain function, and waits for its end or not. */
export const invokeRoute = async (service: Service, incoming: Incoming): Promise<Reply> => {
  const invocation = readInvocation(service, incoming);
  const { hosted, type, version } = invocation;
  const headers = { "x-amz-executed-version": version };
  if (type === "DryRun") return { status: 204, headers };
  if (type === "RequestResponse") return service.admission.admit(() => call(service, invocation, incoming));
  if (!hosted.durable) return queuePlain(service, invocation);
  const opened = await openExecution(service, invocation);
  return { status: 202, headers: { ...headers, "x-amz-durable-execution-arn": opened.arn } };
};

const call = async (service: Service, invocation: Invocation, incoming: Incoming): Promise<Reply> => {
  if (!invocation.hosted.durable) return invokePlain(service, invocation);
  const headers = { "x-amz-executed-version": invocation.version };
  const opened = await openExecution(service, invocation);
  const identified = { ...headers, "x-amz-durable-execution-arn": opened.arn };
  return awaitExecution(service, { ...opened, headers: identified }, incoming.signal());
};

const readInvocation = (service: Service, incoming: Incoming): Invocation => {
  const reference = readReference(incoming);
  const resolved = resolveFunction(service.versions, reference, service.place);
  if (!resolved.ok) throw new FaultError(resolved.fault);
  const { hosted, version } = resolved;
  if (hosted.durable && reference.qualifier === undefined) {
    throw new FaultError(unqualifiedDurable);
  }
  const type = readType(incoming);
  const isLong = (hosted.executionTimeoutSeconds ?? 0) > syncExecutionTimeoutSecondsMax;
  if (hosted.durable && type === "RequestResponse" && isLong) {
    throw new FaultError(
      invalidParameter(
        "You cannot synchronously invoke a durable function with an executionTimeout greater than 15 minutes.",
      ),
    );
  }
  const name = readName(incoming, hosted);
  return { hosted, version, type, name, ...readPayload(incoming, type) };
};

const readReference = (incoming: Incoming): FunctionReference => {
  const named = parseFunctionReference(incoming.parameters[0] ?? "");
  if (named === undefined) throw new FaultError(invalidValue("functionName", "Member must name a function"));
  const reference = mergeQualifier(named, incoming.query.get("Qualifier") ?? undefined);
  if ("message" in reference) throw new FaultError(reference);
  return reference;
};

const readType = (incoming: Incoming): InvocationType => {
  const asked = incoming.header("x-amz-invocation-type") ?? "RequestResponse";
  const type = invocationTypes.find((candidate) => candidate === asked);
  if (type !== undefined) return type;
  throw new FaultError(
    invalidValue("invocationType", `Member must satisfy enum value set: [${invocationTypes.join(", ")}]`),
  );
};

const readName = (incoming: Incoming, hosted: HostedFunction): string | undefined => {
  const name = incoming.header("x-amz-durable-execution-name");
  if (name === undefined || name === "") return undefined;
  if (!hosted.durable) {
    throw new FaultError(
      invalidParameter("You cannot name the execution of a function that is not durable."),
    );
  }
  return requireExecutionName(name);
};

const readPayload = (incoming: Incoming, type: InvocationType) => {
  const { body } = incoming;
  const most = type === "Event" ? asyncPayloadBytesMax : syncPayloadBytesMax;
  if (body.byteLength > most) {
    throw new FaultError(
      tooLarge(`Request must be smaller than ${most} bytes for the InvokeFunction operation`),
    );
  }
  readJson(body);
  const payloadHash = createHash("sha256").update(body).digest();
  return { input: body.byteLength === 0 ? "{}" : readText(body), payloadHash };
};
