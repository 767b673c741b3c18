import type { Kind } from "../../services/kinds/model.ts";
import { describeGeneric } from "./describe.ts";
import { genericExamples } from "./examples.ts";
import { checkGeneric, type GenericPayload, genericPayloadSchema } from "./payload.ts";

export const kind: Kind<GenericPayload> = {
  name: "generic",
  functionName: "genericWorkflow",
  version: 1,
  payloadSchema: genericPayloadSchema,
  examples: genericExamples,
  check: checkGeneric,
  amountOf: ({ amount }) => amount ?? null,
  describe: describeGeneric,
};
