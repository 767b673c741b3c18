import type { LambdaContext } from "../worker/functions.ts";

export type Surroundings = {
  readonly functionName: string;
  readonly requestId: string;
  readonly functionArn: string;
  readonly timeoutSeconds: number;
  readonly memoryLimitMb: number;
};

/** The context object of an invocation that starts now. */
export const createLambdaContext = (given: Surroundings): LambdaContext => {
  const deadline = performance.now() + given.timeoutSeconds * 1_000;
  const functionVersion = given.functionArn.slice(given.functionArn.lastIndexOf(":") + 1);
  return {
    functionName: given.functionName,
    functionVersion,
    invokedFunctionArn: given.functionArn,
    awsRequestId: given.requestId,
    memoryLimitInMB: String(given.memoryLimitMb),
    logGroupName: `/aws/lambda/${given.functionName}`,
    logStreamName: `local/[${functionVersion}]`,
    callbackWaitsForEmptyEventLoop: false,
    tenantId: undefined,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - performance.now())),
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
};
