import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import type { Environment } from "../../api/environment.ts";

export type Served = { readonly baseUrl: string; readonly close: () => Promise<void> };

/** Pages on a port of their own, which they are told before they are made. */
export const servePages = async (
  create: (baseUrl: string) => Promise<Hono<Environment>>,
): Promise<Served> => {
  let answer: (request: Request) => Response | Promise<Response> = () => new Response(null, { status: 503 });
  const server = serve({ fetch: (request) => answer(request), port: 0, hostname: "127.0.0.1" });
  await once(server, "listening");
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const app = await create(baseUrl);
  answer = (request) => app.fetch(request);
  const close = async (): Promise<void> => {
    server.close();
    await once(server, "close");
  };
  return { baseUrl, close };
};
