import { Hono } from "hono";
import { type Sql, withDeadline } from "../../stand-in/connect.ts";
import { parseJson, read } from "../refusal.ts";
import { switchesSchema } from "./model.ts";
import { readRules, replaceRules } from "./store.ts";

/** `GET /switches`, each rule with how often it was `used`, and `PUT /switches`. */
export const switchRoutes = (sql: Sql): Hono => {
  const routes = new Hono();
  const show = async () => ({
    rules: (await withDeadline(readRules(sql))).map(({ rule, used }) => ({ ...rule, used })),
  });
  routes.get("/", async (context) => context.json(await show()));
  routes.put("/", async (context) => {
    const { rules } = read(parseJson(await context.req.text()), switchesSchema);
    await replaceRules(sql, rules);
    return context.json(await show());
  });
  return routes;
};
