import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "@hono/zod-openapi";
import { html } from "hono/html";
import { notFound } from "../services/errors.ts";
import type { App } from "./app.ts";
import { answer, publicRoute } from "./route.ts";

const distribution = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));

/** Only these are served; Swagger UI's own start page would load the pet shop. */
const assets: ReadonlyMap<string, string> = new Map([
  ["swagger-ui.css", "text/css; charset=utf-8"],
  ["swagger-ui-bundle.js", "text/javascript; charset=utf-8"],
]);

const start = `window.onload = () => {
  SwaggerUIBundle({ url: "/openapi.json", dom_id: "#reference", deepLinking: true, tryItOutEnabled: true });
};
`;

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

const page = html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Countersign API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="reference"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>`;

const describeApi = (app: App) =>
  app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Countersign",
      version: "1",
      description:
        "Approvals as a service. Errors are RFC 9457 problem documents with a stable `code` and pointers to the offending fields. Every POST takes an `Idempotency-Key`. Lists are paged with `limit` and `cursor`.",
      license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
    },
    servers: [{ url: "/" }],
  });

const description = publicRoute({
  method: "get",
  path: "/openapi.json",
  operationId: "getDescription",
  summary: "This description",
  tags: ["Operation"],
  responses: { 200: answer("OpenAPI 3.1", z.object({ openapi: z.string() })) },
});

/** The API's description, made from its routes, and a page to read it; everything from this server. */
export const mountDocs = (app: App): void => {
  const registry = app.openAPIRegistry;
  registry.registerComponent("securitySchemes", "apiKey", {
    type: "http",
    scheme: "bearer",
    description: "A tenant's API key (csk_…), with the scope that the operation names",
  });
  registry.registerComponent("securitySchemes", "operatorToken", {
    type: "http",
    scheme: "bearer",
    description: "The operator's token",
  });
  app.openapi(description, (c) => c.json(describeApi(app), 200));
  app.get("/docs", (c) => c.html(page, 200, { "Content-Security-Policy": policy }));
  app.get("/docs/start.js", (c) => c.body(start, 200, { "Content-Type": "text/javascript; charset=utf-8" }));
  app.get("/docs/:asset", async (c) => {
    const name = c.req.param("asset");
    const type = assets.get(name);
    if (type === undefined) {
      throw notFound();
    }
    const bytes = await readFile(join(distribution, name));
    return c.body(new Uint8Array(bytes), 200, { "Content-Type": type });
  });
};
