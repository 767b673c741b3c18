import { createServer } from "node:net";
import type { Home } from "./home.ts";

export type Ports = { readonly lambda: number; readonly mailbox: number; readonly sandbox: number };

const loopback = "127.0.0.1";

/** The port itself when it is free, else any free one (0 asks the operating system for one). */
const findFree = (wanted: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" && wanted !== 0) {
        resolve(findFree(0));
      } else {
        reject(error);
      }
    });
    probe.listen(wanted, loopback, () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });

/**
 * Free ports for the parts that nobody names a port for. The same ones as last time where that is possible:
 * integrations keep the sandbox's address in the database.
 */
export const choosePorts = async (home: Home): Promise<Ports> => {
  const last = await home.read<Ports>("ports.json");
  const ports = {
    lambda: await findFree(last?.lambda ?? 0),
    mailbox: await findFree(last?.mailbox ?? 0),
    sandbox: await findFree(last?.sandbox ?? 0),
  };
  await home.write("ports.json", ports);
  return ports;
};
