import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

const lengthBytes = 4;
/** Messages that run a statement: Execute of the extended protocol, Query of the simple one. */
const running = new Set(["E", "Q"]);

/**
 * Counts the statements in what a client sends on one connection. Source: PostgreSQL manual, "Message Formats": a
 * type of one byte and a length that counts itself; only the first message, of startup, has no type.
 */
const createReader = (onStatement: () => void) => {
  let unread: Buffer = Buffer.alloc(0);
  let typeBytes = 0;
  return (chunk: Buffer): void => {
    unread = Buffer.concat([unread, chunk]);
    while (unread.length >= typeBytes + lengthBytes) {
      const end = typeBytes + unread.readUInt32BE(typeBytes);
      if (unread.length < end) return;
      if (typeBytes === 1 && running.has(unread.toString("latin1", 0, 1))) onStatement();
      unread = unread.subarray(end);
      typeBytes = 1;
    }
  };
};

/**
 * Stands between a service and Postgres and counts what the service asks. The server's own statistics come late, and
 * have in them what its cleaners do.
 */
export const openStatementCounter = async (databaseUrl: string) => {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let statements = 0;
  const server = createServer((client) => {
    const postgres = connect(Number(target.port), target.hostname);
    const read = createReader(() => {
      statements += 1;
    });
    client.on("data", read);
    client.pipe(postgres).pipe(client);
    for (const socket of [client, postgres]) {
      sockets.add(socket);
      socket.on("error", () => undefined).once("close", () => [client, postgres].map((one) => one.destroy()));
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const through = new URL(databaseUrl);
  through.port = String((server.address() as AddressInfo).port);
  return {
    databaseUrl: through.toString(),
    statements: () => statements,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
};
