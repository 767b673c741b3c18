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

/** How a function is to be run. Times are whole seconds. */
export type FunctionSettings = {
  /**
   * How long a durable execution may take, default 366 days. An execution that is started
   * synchronously has at most 15 minutes: without a setting it gets them, with a longer one it is refused, as by AWS.
   */
  readonly executionTimeoutSeconds?: number | undefined;
  readonly invocationTimeoutSeconds?: number | undefined;
  readonly retentionDays?: number | undefined;
  readonly durable?: boolean | undefined;
};

/** A function of this process, as its owner describes it. */
export type FunctionDefinition = FunctionSettings & {
  readonly handler: (event: never, context: never) => Promise<unknown>;
};

export type HostedFunction = {
  readonly name: string;
  readonly executionTimeoutSeconds: number | undefined;
  readonly invocationTimeoutSeconds: number;
  readonly retentionDays: number;
  readonly durable: boolean;
};

export type HostedFunctions = ReadonlyMap<string, HostedFunction>;

/** Checks the definitions and fills in the defaults. Throws a TypeError or RangeError for a bad definition. */
export const hostFunctions = (definitions: Readonly<Record<string, FunctionSettings>>): HostedFunctions =>
  new Map(Object.entries(definitions).map(([name, definition]) => [name, host(name, definition)]));

const host = (name: string, definition: FunctionSettings): HostedFunction => {
  if (!/^[a-zA-Z0-9_-]{1,64}$/.test(name)) throw new TypeError(`"${name}" is not a function name.`);
  const { executionTimeoutSeconds } = definition;
  return {
    name,
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
