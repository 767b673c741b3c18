import { once } from "node:events";
import { createAdaptorServer } from "@hono/node-server";

const host = "127.0.0.1";

export type Listening = {
  readonly url: string;
  /** Cuts what is still open; whoever waits for an answer then gets none. */
  readonly close: () => Promise<void>;
};

/** Serves a Hono app on the loopback. Port 0 takes a free one. */
export const listen = async (
  fetch: (request: Request) => Response | Promise<Response>,
  port: number,
): Promise<Listening> => {
  const server = createAdaptorServer({ fetch });
  server.listen(port, host);
  await once(server, "listening");
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
