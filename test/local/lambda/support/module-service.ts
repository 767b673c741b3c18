import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { type LambdaOptions, startLambda } from "../../../../infra/local/lambda/index.ts";
import { openDatabase } from "../../../support/postgres/database.ts";
import { createCaller } from "./service.ts";

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
};

/** A service with the functions of a module, which run in threads, on a database of its own. */
export const openModuleService = async (
  module: NonNullable<LambdaOptions["module"]>,
  options: Partial<LambdaOptions> = {},
) => {
  const database = await openDatabase();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const lines: string[] = [];
  const troubles: string[] = [];
  const environment = {
    AWS_ENDPOINT_URL_LAMBDA: url,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    ...module.environment,
  };
  const lambda = await startLambda({
    databaseUrl: database.adminUrl,
    module: { ...module, environment, log: (line) => lines.push(line) },
    port,
    report: (message) => troubles.push(message),
    ...options,
  });
  const client = createCaller(url);
  return {
    lambda,
    url,
    client,
    database,
    troubles,
    /** What an execution has logged. */
    records: (arn: string): readonly Record<string, unknown>[] =>
      lines
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter((record) => record["executionArn"] === arn),
    close: async () => {
      client.destroy();
      await lambda.close();
      await database.drop();
    },
  };
};
