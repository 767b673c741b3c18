import { changeKindSettings } from "../../../services/kinds/index.ts";
import type { App } from "../../app.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { kindPath, kindSettings, kindSettingsChange } from "../../schemas/kinds.ts";
import { etagOf, ifMatchHeader, revisionOf } from "../../schemas/shapes.ts";

const contract = tenantRoute("policies:write", {
  method: "patch",
  path: "/v1/kinds/{kind}/settings",
  operationId: "changeKindSettings",
  summary: "Change what is set for a kind; what is left out stays",
  tags: ["Kinds"],
  request: { params: kindPath, headers: ifMatchHeader, ...body(kindSettingsChange) },
  responses: { 200: answer("As it is now", kindSettings, ["ETag"]) },
  problems: ["revision.mismatch"],
});

export const changeKindSettingsRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const { kind } = c.req.valid("param");
    const revision = revisionOf(c.req.valid("header")["If-Match"]);
    const changed = await changeKindSettings(c.var.ctx, { kind, settings: c.req.valid("json"), revision });
    c.header("ETag", etagOf(changed));
    return c.json({ ...changed, settings: changed.settings as Record<string, unknown> }, 200);
  });
