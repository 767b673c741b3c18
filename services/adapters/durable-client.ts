import { LambdaClient, type LambdaClientConfig } from "@aws-sdk/client-lambda";
import {
  DurableExecutionApiClient,
  type DurableExecutionClient,
  DurableExecutionClientError,
} from "@aws/durable-execution-sdk-js";

const connectTimeoutMilliseconds = 3_000;
const requestTimeoutMilliseconds = 15_000;
const attemptsMax = 5;

export type DurableClientOptions = {
  /** Absent means AWS's own endpoint of the region. */
  readonly endpoint?: string | undefined;
  readonly region: string;
  /** Absent means the credentials of the environment that the function runs in. */
  readonly credentials?: LambdaClientConfig["credentials"] | undefined;
};

/**
 * The client for `withDurableExecution(handler, { durableExecutionClient })`. The Lambda service refuses the
 * token of an invocation that another one has replaced with "Invalid checkpoint token"; the SDK
 * (2.4.0, aws-durable-execution-sdk-js issue 917) looks for another spelling and fails the whole
 * execution. This client says what the refusal means: only this invocation is over.
 */
export const createDurableClient = (options: DurableClientOptions): DurableExecutionClient => {
  const client = new DurableExecutionApiClient(createLambdaClient(options));
  return {
    checkpoint: (parameters, logger) => endingInvocation(client.checkpoint(parameters, logger)),
    getExecutionState: (parameters, logger) => endingInvocation(client.getExecutionState(parameters, logger)),
  };
};

const createLambdaClient = ({ endpoint, region, credentials }: DurableClientOptions): LambdaClient =>
  new LambdaClient({
    region,
    maxAttempts: attemptsMax,
    requestHandler: {
      connectionTimeout: connectTimeoutMilliseconds,
      requestTimeout: requestTimeoutMilliseconds,
    },
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  });

const endingInvocation = async <Answer>(request: Promise<Answer>): Promise<Answer> => {
  try {
    return await request;
  } catch (error) {
    throw isStaleToken(error)
      ? new DurableExecutionClientError(error.message, { scope: "INVOCATION", cause: error })
      : error;
  }
};

const isStaleToken = (error: unknown): error is Error =>
  error instanceof Error &&
  error.name === "InvalidParameterValueException" &&
  error.message.toLowerCase().startsWith("invalid checkpoint token");
