import type { Kind } from "../../services/kinds/model.ts";
import { describePayment } from "./describe.ts";
import { paymentExamples } from "./examples.ts";
import { fateOfPaymentEdit } from "./fate-of-edit.ts";
import { checkPaymentFacts, findPayment, noPaymentFindings, paymentKeys } from "./findings.ts";
import { checkPayment, type PaymentPayload, paymentPayloadSchema } from "./payload.ts";
import { paymentSettingsSchema } from "./settings.ts";

export const kind: Kind<PaymentPayload> = {
  name: "payment",
  functionName: "paymentWorkflow",
  version: 1,
  payloadSchema: paymentPayloadSchema,
  examples: paymentExamples,
  check: checkPayment,
  amountOf: ({ total }) => total,
  describe: describePayment,
  keysOf: paymentKeys,
  pastDays: 365,
  checkFacts: checkPaymentFacts,
  findingsOf: findPayment,
  noFindings: noPaymentFindings,
  fateOfEdit: fateOfPaymentEdit,
  settingsSchema: paymentSettingsSchema,
};
