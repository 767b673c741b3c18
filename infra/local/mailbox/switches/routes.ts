import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";
import { modes, switchesSchema } from "./model.ts";
import type { SwitchStore } from "./store.ts";
import { smallBodyBytesMax } from "../limits.ts";
import { Problem, readJson } from "../../stand-in/problem.ts";

const secondsPerClick = 60;

/** `GET /switches`, `PUT /switches`, and the page's buttons, which hold for one minute. */
export const switchRoutes = (switches: SwitchStore): Hono => {
  const routes = new Hono();
  const tooLarge = (): never => {
    throw new Problem(413, `The body is larger than ${smallBodyBytesMax} bytes.`);
  };
  routes.use(bodyLimit({ maxSize: smallBodyBytesMax, onError: tooLarge }));
  routes.get("/", async (context) => context.json(await switches.read()));
  routes.put("/", async (context) => {
    await switches.set(readJson(await context.req.text(), switchesSchema));
    return context.json(await switches.read());
  });
  routes.post("/", csrf(), async (context) => {
    const wanted = (await context.req.parseBody())["mode"];
    const mode = modes.find((known) => known === wanted);
    if (mode === undefined) throw new Problem(400, `mode: must be one of ${modes.join(", ")}`);
    await switches.set(
      switchesSchema.parse({ mode, ...(mode === "accept" ? {} : { seconds: secondsPerClick }) }),
    );
    return context.redirect("/", 303);
  });
  return routes;
};
