import { once } from "node:events";
import { type AddressInfo, createConnection, createServer } from "node:net";
import { createInterface } from "node:readline";

/** Receives, from functions in other processes, which run waits under which id: a line each, so that it costs little. */
export const listenForNotices = async (tell: (run: string, id: string) => void) => {
  const server = createServer((socket) => {
    createInterface({ input: socket }).on("line", (line) => {
      const [run = "", id = ""] = line.split(" ");
      tell(run, id);
    });
    socket.on("error", () => socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  return { port: (server.address() as AddressInfo).port };
};

/** The sending end. */
export const connectNotices = (port: number): ((run: string, id: string) => void) => {
  const socket = createConnection({ port, host: "127.0.0.1", noDelay: true });
  socket.unref();
  return (run, id) => void socket.write(`${run} ${id}\n`);
};
