// Written by `npm run kinds` from the folders here; a test tells when it is out of date.
import type { Kinds } from "../services/kinds/model.ts";
import { kind as agentAction } from "./agent-action/contract.ts";
import { kind as compliance } from "./compliance/contract.ts";
import { kind as generic } from "./generic/contract.ts";
import { kind as ingestion } from "./ingestion/contract.ts";
import { kind as loan } from "./loan/contract.ts";
import { kind as onboarding } from "./onboarding/contract.ts";
import { kind as order } from "./order/contract.ts";
import { kind as payment } from "./payment/contract.ts";

/** Every kind of request that there is, by name. */
export const kinds: Kinds = {
  "agent-action": agentAction,
  compliance,
  generic,
  ingestion,
  loan,
  onboarding,
  order,
  payment,
};
