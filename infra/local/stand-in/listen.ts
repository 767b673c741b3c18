import { once } from "node:events";
import { createAdaptorServer } from "@hono/node-server";

const host = "127.0.0.1";

export type Listening = {
  readonly url: string;
  /** Cuts what is still open; whoever waits for an answer then gets none. */
  readonly close: () => Promise<void>;
};

const explain = (error: NodeJS.ErrnoException, port: number): Error =>
  error.code === "EADDRINUSE"
    ? new Error(`Port ${port} is taken: stop what listens there, or start with another PORT.`)
    : error;

/** Serves on the loopback. Port 0 takes a free one. Throws a sentence that says what to do when the port is taken. */
export const listen = async (
  fetch: (request: Request) => Response | Promise<Response>,
  port: number,
): Promise<Listening> => {
  const server = createAdaptorServer({ fetch });
  server.listen(port, host);
  await once(server, "listening").catch((error: NodeJS.ErrnoException) => {
    throw explain(error, port);
  });
  const address = server.address();
  const taken = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://${host}:${taken}`,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await closed;
    },
  };
};
