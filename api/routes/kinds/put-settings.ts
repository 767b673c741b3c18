import { putKindSettings } from "../../../services/kinds/index.ts";
import type { App } from "../../app.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { kindPath, kindSettings, newKindSettings } from "../../schemas/kinds.ts";
import { etagOf, ifMatchHeader, revisionOf } from "../../schemas/shapes.ts";

const contract = tenantRoute("policies:write", {
  method: "put",
  path: "/v1/kinds/{kind}/settings",
  operationId: "putKindSettings",
  summary: "Set what a tenant wants of a kind, in place of all that was set",
  tags: ["Kinds"],
  request: { params: kindPath, headers: ifMatchHeader, ...body(newKindSettings) },
  responses: { 200: answer("As it is now", kindSettings, ["ETag"]) },
  problems: ["revision.mismatch"],
});

export const putKindSettingsRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const { kind } = c.req.valid("param");
    const revision = revisionOf(c.req.valid("header")["If-Match"]);
    const changed = await putKindSettings(c.var.ctx, { kind, settings: c.req.valid("json"), revision });
    c.header("ETag", etagOf(changed));
    return c.json({ ...changed, settings: changed.settings as Record<string, unknown> }, 200);
  });
