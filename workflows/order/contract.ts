import type { Kind } from "../../services/kinds/model.ts";
import { describeOrder } from "./describe.ts";
import { orderExamples } from "./examples.ts";
import { fateOfOrderEdit } from "./fate-of-edit.ts";
import { checkOrder, type OrderPayload, orderPayloadSchema } from "./payload.ts";
import { assessOrder, checkOrderFacts, noOrderFindings, orderKeys } from "./risk.ts";
import { orderSettingsSchema } from "./settings.ts";

export const kind: Kind<OrderPayload> = {
  name: "order",
  functionName: "orderWorkflow",
  // 3: orders are written in flows. Runs of version 2 end on the code that they began with, as Lambda pins it.
  version: 3,
  payloadSchema: orderPayloadSchema,
  examples: orderExamples,
  check: checkOrder,
  amountOf: ({ total }) => total,
  describe: describeOrder,
  keysOf: orderKeys,
  pastDays: 90,
  checkFacts: checkOrderFacts,
  findingsOf: assessOrder,
  noFindings: noOrderFindings,
  fateOfEdit: fateOfOrderEdit,
  settingsSchema: orderSettingsSchema,
};
