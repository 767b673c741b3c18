import { fault, type Fault, notFound } from "../protocol/fault.ts";
import { functionArn, type FunctionReference, type Place } from "../protocol/arn.ts";
import {
  executionTimeoutSecondsMax,
  invocationTimeoutSecondsMax,
  retentionDaysDefault,
  retentionDaysMax,
} from "../protocol/limits.ts";

export type Handler = (event: unknown, context: LambdaContext) => Promise<unknown>;

/** The part of Lambda's context object that Node functions use. */
export type LambdaContext = {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly awsRequestId: string;
  readonly memoryLimitInMB: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly callbackWaitsForEmptyEventLoop: boolean;
  readonly tenantId: string | undefined;
  readonly getRemainingTimeInMillis: () => number;
  readonly done: () => void;
  readonly fail: () => void;
  readonly succeed: () => void;
};

/** A function as its owner describes it. Times are whole seconds. */
export type FunctionDefinition = {
  readonly handler: (event: never, context: never) => Promise<unknown>;
  /**
   * How long a durable execution may take, default 366 days. An execution that is started
   * synchronously has at most 15 minutes: without a setting it gets them, with a longer one it is refused, as by AWS.
   */
  readonly executionTimeoutSeconds?: number | undefined;
  readonly invocationTimeoutSeconds?: number | undefined;
  readonly retentionDays?: number | undefined;
  readonly durable?: boolean | undefined;
};

export type HostedFunction = {
  readonly name: string;
  readonly handler: Handler;
  readonly executionTimeoutSeconds: number | undefined;
  readonly invocationTimeoutSeconds: number;
  readonly retentionDays: number;
  readonly durable: boolean;
};

export type HostedFunctions = ReadonlyMap<string, HostedFunction>;

const latest = "$LATEST";
/** The one published version; every alias points to it. */
const publishedVersion = "1";

/** Checks the definitions and fills in the defaults. Throws a TypeError or RangeError for a bad definition. */
export const hostFunctions = (definitions: Readonly<Record<string, FunctionDefinition>>): HostedFunctions =>
  new Map(Object.entries(definitions).map(([name, definition]) => [name, host(name, definition)]));

const host = (name: string, definition: FunctionDefinition): HostedFunction => {
  if (!/^[a-zA-Z0-9_-]{1,64}$/.test(name)) throw new TypeError(`"${name}" is not a function name.`);
  const { executionTimeoutSeconds } = definition;
  return {
    name,
    handler: definition.handler as Handler,
    executionTimeoutSeconds:
      executionTimeoutSeconds === undefined
        ? undefined
        : within(executionTimeoutSeconds, executionTimeoutSecondsMax, `${name}.executionTimeoutSeconds`),
    invocationTimeoutSeconds: within(
      definition.invocationTimeoutSeconds ?? invocationTimeoutSecondsMax,
      invocationTimeoutSecondsMax,
      `${name}.invocationTimeoutSeconds`,
    ),
    retentionDays: within(
      definition.retentionDays ?? retentionDaysDefault,
      retentionDaysMax,
      `${name}.retentionDays`,
    ),
    durable: definition.durable ?? true,
  };
};

const within = (value: number, most: number, field: string): number => {
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new RangeError(`${field} must be a whole number from 1 to ${most}.`);
};

export type Resolved =
  | { readonly ok: true; readonly hosted: HostedFunction; readonly version: string }
  | { readonly ok: false; readonly fault: Fault };

/** Finds the function and the version that a reference and a qualifier mean now. */
export const resolveFunction = (
  functions: HostedFunctions,
  reference: FunctionReference,
  place: Place,
): Resolved => {
  const hosted = functions.get(reference.name);
  const version = resolveVersion(reference.qualifier);
  if (hosted !== undefined && version !== undefined) return { ok: true, hosted, version };
  const suffix = reference.qualifier === undefined ? "" : `:${reference.qualifier}`;
  return {
    ok: false,
    fault: notFound(`Function not found: ${functionArn(place, reference.name, "").slice(0, -1)}${suffix}`),
  };
};

const resolveVersion = (qualifier: string | undefined): string | undefined => {
  if (qualifier === undefined || qualifier === latest) return latest;
  if (/^\d+$/.test(qualifier)) return qualifier === publishedVersion ? publishedVersion : undefined;
  return /^[a-zA-Z0-9_-]{1,128}$/.test(qualifier) ? publishedVersion : undefined;
};

/** A reference may carry its qualifier itself; two different ones contradict each other. */
export const mergeQualifier = (
  reference: FunctionReference,
  qualifier: string | undefined,
): FunctionReference | Fault => {
  if (qualifier === undefined || qualifier === "") return reference;
  if (reference.qualifier === undefined || reference.qualifier === qualifier)
    return { ...reference, qualifier };
  const message = "The derived qualifier from the function name does not match the specified qualifier.";
  return fault("InvalidParameterValueException", 400, message);
};
