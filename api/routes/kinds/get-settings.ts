import { getKindSettings } from "../../../services/kinds/index.ts";
import type { App } from "../../app.ts";
import { answer, tenantRoute } from "../../route.ts";
import { kindPath, kindSettings } from "../../schemas/kinds.ts";
import { etagOf } from "../../schemas/shapes.ts";

const contract = tenantRoute("policies:read", {
  method: "get",
  path: "/v1/kinds/{kind}/settings",
  operationId: "getKindSettings",
  summary: "Get what is set for a kind",
  tags: ["Kinds"],
  request: { params: kindPath },
  responses: { 200: answer("With the defaults for what was not set", kindSettings, ["ETag"]) },
});

export const getKindSettingsRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const found = await getKindSettings(c.var.ctx, c.req.valid("param").kind);
    c.header("ETag", etagOf(found));
    return c.json({ ...found, settings: found.settings as Record<string, unknown> }, 200);
  });
