import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHttpSender } from "../../../services/adapters/http-sender.ts";

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === "/redirect") {
      response.writeHead(302, { location: "/elsewhere" }).end();
    } else if (request.url === "/endless") {
      response.writeHead(200);
      response.end("x".repeat(300 * 1024));
    } else if (request.url !== "/silent") {
      response.end(`${request.method} ${request.url}`);
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const post = (target: string, allowLoopback: boolean, timeoutMilliseconds = 2_000) =>
  createHttpSender({ allowLoopback }).post({ url: target, headers: {}, body: "{}", timeoutMilliseconds });

test("a redirect is an answer, not a way on", async () => {
  expect(await post(`${url}/redirect`, true)).toMatchObject({ status: 302 });
});

test("an answer that is too large or does not come is a failure", async () => {
  await expect(post(`${url}/endless`, true)).rejects.toThrow("larger than");
  await expect(post(`${url}/silent`, true, 200)).rejects.toThrow();
});

test.each([
  "http://127.0.0.1:1/",
  "http://localhost:1/",
  "http://2130706433:1/",
  "http://0x7f.1:1/",
  "http://[::1]:1/",
  "http://[::ffff:127.0.0.1]:1/",
  "http://[64:ff9b::7f00:1]:1/",
  "http://10.0.0.1:1/",
  "http://169.254.169.254/latest/meta-data",
  "http://100.64.0.1:1/",
  "http://0.0.0.0:1/",
])("%s is not called from production", async (target) => {
  await expect(post(target, false)).rejects.toThrow("not on the public internet");
});

test("even where loopback may be called, other private addresses may not", async () => {
  expect((await post(`${url}/tasks`, true)).body).toBe("POST /tasks");
  await expect(post("http://10.0.0.1:1/", true)).rejects.toThrow("not on the public internet");
});
