import type { Config } from "../config.ts";

const connectTimeoutMilliseconds = 3_000;
const requestTimeoutMilliseconds = 10_000;
const attemptsMax = 2;

/** What every AWS client gets: a deadline, few retries (the outbox has its own), and where the service is. */
export const awsClientOptions = (config: Config, endpoint: string | undefined) => ({
  region: config.AWS_REGION,
  maxAttempts: attemptsMax,
  requestHandler: {
    connectionTimeout: connectTimeoutMilliseconds,
    requestTimeout: requestTimeoutMilliseconds,
  },
  ...(endpoint === undefined ? {} : { endpoint }),
});
