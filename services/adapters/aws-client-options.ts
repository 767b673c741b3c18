import type { Config } from "../config.ts";

const connectTimeoutMilliseconds = 2_000;
const requestTimeoutMilliseconds = 5_000;
const attemptsMax = 2;

/** The credentials of the environment, or none: the SDK then finds those of the machine or the function's role. */
export const awsCredentials = (config: Config) => {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = config;
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    return {};
  }
  const { AWS_SESSION_TOKEN: sessionToken } = config;
  const token = sessionToken === undefined ? {} : { sessionToken };
  return { credentials: { accessKeyId, secretAccessKey, ...token } };
};

/** What every AWS client gets: a deadline, few retries (the outbox has its own), and where the service is. */
export const awsClientOptions = (config: Config, endpoint: string | undefined) => ({
  region: config.AWS_REGION,
  ...awsCredentials(config),
  maxAttempts: attemptsMax,
  requestHandler: {
    connectionTimeout: connectTimeoutMilliseconds,
    requestTimeout: requestTimeoutMilliseconds,
  },
  ...(endpoint === undefined ? {} : { endpoint }),
});
