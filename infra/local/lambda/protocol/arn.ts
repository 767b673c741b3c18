import { executionArnCharactersMax, functionNameCharactersMax } from "./limits.ts";

/** Where the service pretends to be; part of every ARN. */
export type Place = { readonly region: string; readonly accountId: string };

export type ExecutionReference = {
  readonly functionName: string;
  readonly version: string;
  readonly name: string;
  readonly executionId: string;
};

export type FunctionReference = { readonly name: string; readonly qualifier?: string | undefined };

const executionArnPattern =
  /^arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\d{12}:function:([a-zA-Z0-9_-]+):(\$LATEST(?:\.PUBLISHED)?|[0-9]+)\/durable-execution\/([a-zA-Z0-9_-]+)\/([a-zA-Z0-9_-]+)$/;
const functionPattern =
  /^(?:arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\d{12}:function:|\d{12}:function:)?([a-zA-Z0-9_-]+)(?::(\$LATEST|[a-zA-Z0-9_-]+))?$/;

export const functionArn = (place: Place, name: string, qualifier: string): string =>
  `arn:aws:lambda:${place.region}:${place.accountId}:function:${name}:${qualifier}`;

export const executionArn = (place: Place, execution: ExecutionReference): string =>
  `${functionArn(place, execution.functionName, execution.version)}/durable-execution/${execution.name}/${execution.executionId}`;

/** Execution ids are UUIDs; what is none names no execution. */
export const executionIdPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Reads an execution's ARN by the pattern of the Lambda API; undefined when it is not one. */
export const parseExecutionArn = (arn: string): ExecutionReference | undefined => {
  if (arn.length > executionArnCharactersMax) return undefined;
  const [, functionName, version, name, executionId] = executionArnPattern.exec(arn) ?? [];
  if (functionName === undefined || version === undefined) return undefined;
  if (name === undefined || executionId === undefined) return undefined;
  return { functionName, version, name, executionId };
};

/** Reads `name`, `name:qualifier`, a partial or a full function ARN; undefined when it is none of them. */
export const parseFunctionReference = (reference: string): FunctionReference | undefined => {
  if (reference.length > functionNameCharactersMax) return undefined;
  const [, name, qualifier] = functionPattern.exec(reference) ?? [];
  return name === undefined ? undefined : { name, qualifier };
};
