import { z } from "@hono/zod-openapi";
import { DomainError } from "../../services/errors.ts";
import type { App } from "../app.ts";
import type { ApiDependencies } from "../environment.ts";
import type { Metrics } from "../metrics.ts";
import { answer, publicRoute } from "../route.ts";

type Health = ApiDependencies & { readonly metrics: Metrics };

const keysMaxAgeSeconds = 300;

const live = publicRoute({
  method: "get",
  path: "/livez",
  operationId: "getLiveness",
  summary: "Whether the process answers",
  tags: ["Operation"],
  responses: { 200: answer("It does", z.object({ status: z.literal("alive") })) },
});

const ready = publicRoute({
  method: "get",
  path: "/readyz",
  operationId: "getReadiness",
  summary: "Whether the database answers too",
  tags: ["Operation"],
  responses: { 200: answer("It does", z.object({ status: z.literal("ready") })) },
  problems: ["service.unavailable"],
});

const measured = publicRoute({
  method: "get",
  path: "/metrics",
  operationId: "getMetrics",
  summary: "Requests by route, and the outbox",
  tags: ["Operation"],
  responses: {
    200: { description: "The Prometheus text format", content: { "text/plain": { schema: z.string() } } },
  },
});

const publicKeys = publicRoute({
  method: "get",
  path: "/.well-known/jwks.json",
  operationId: "getPublicKeys",
  summary: "The keys that approvers' links are signed with",
  tags: ["Operation"],
  responses: {
    200: answer(
      "A JSON Web Key Set (RFC 7517)",
      z.object({ keys: z.array(z.record(z.string(), z.unknown()).readonly()).readonly() }),
    ),
  },
});

/** What operators and other machines look at; public, and free of tenants' data. */
export const mountHealth = (app: App, { ping, metrics, runtime }: Health): void => {
  app.openapi(live, (c) => c.json({ status: "alive" } as const, 200));
  app.openapi(ready, async (c) => {
    await ping().catch(() => {
      throw new DomainError("service.unavailable", { detail: "The database does not answer." });
    });
    return c.json({ status: "ready" } as const, 200);
  });
  app.openapi(measured, async (c) => {
    const { contentType, text } = await metrics.render();
    return c.text(text, 200, { "Content-Type": contentType });
  });
  app.openapi(publicKeys, (c) => {
    c.header("Cache-Control", `public, max-age=${keysMaxAgeSeconds}`);
    return c.json(runtime.ports.tokens.publicKeys(), 200);
  });
};
