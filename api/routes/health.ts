import type { App } from "../app.ts";
import type { ApiDependencies } from "../environment.ts";
import type { Metrics } from "../metrics.ts";

type Health = ApiDependencies & { readonly metrics: Metrics };

const keysMaxAgeSeconds = 300;

/** What operators and other machines look at; public, and free of tenants' data. */
export const mountHealth = (app: App, { ping, metrics, runtime }: Health): void => {
  app.get("/livez", (c) => c.json({ status: "alive" }));
  app.get("/readyz", async (c) => {
    try {
      await ping();
      return c.json({ status: "ready" });
    } catch {
      return c.json({ status: "the database does not answer" }, 503);
    }
  });
  app.get("/metrics", async (c) => {
    const { contentType, text } = await metrics.render();
    return c.body(text, 200, { "Content-Type": contentType });
  });
  app.get("/.well-known/jwks.json", (c) => {
    c.header("Cache-Control", `public, max-age=${keysMaxAgeSeconds}`);
    return c.json(runtime.ports.tokens.publicKeys());
  });
};
