import { redeemActionToken } from "../../../services/agent-actions/index.ts";
import type { App } from "../../app.ts";
import { once } from "../../once.ts";
import { answer, body, tenantRoute } from "../../route.ts";
import { redeemedAction, redemption } from "../../schemas/agent-actions.ts";

const contract = tenantRoute("requests:write", {
  method: "post",
  path: "/v1/action-tokens/redeem",
  operationId: "redeemActionToken",
  summary: "Use up a token for exactly the action that was approved",
  tags: ["Agent actions"],
  request: body(redemption),
  responses: { 200: answer("What may be run now, once", redeemedAction, ["Idempotency-Replayed"]) },
  problems: [
    "action_token.unknown",
    "action_token.mismatch",
    "action_token.used",
    "action_token.expired",
    "action_token.void",
  ],
});

export const redeemActionTokenRoute = (app: App) =>
  app.openapi(contract, async (c) =>
    c.json(await once(c, c.var.ctx, (ctx) => redeemActionToken(ctx, c.req.valid("json"))), 200),
  );
