import { serve } from "@hono/node-server";
import { composeApi } from "./compose.ts";

const defaultPort = 3_000;

const api = await composeApi(process.env);
api.dispatcher.start();
const server = serve({ fetch: api.fetch, port: Number(process.env["PORT"] ?? defaultPort) }, ({ port }) =>
  console.log(`The API listens on port ${port}.`),
);

const stop = (): void => {
  server.close();
  void api.close().then(() => process.exit(0));
};
process.once("SIGINT", stop);
process.once("SIGTERM", stop);
