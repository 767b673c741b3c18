// Written by `npm run kinds` from the folders here; a test tells when it is out of date.
import { createHandler as agentAction } from "./agent-action/handler.ts";
import { createHandler as compliance } from "./compliance/handler.ts";
import { createHandler as generic } from "./generic/handler.ts";
import { createHandler as ingestion } from "./ingestion/handler.ts";
import { createHandler as loan } from "./loan/handler.ts";
import { createHandler as onboarding } from "./onboarding/handler.ts";
import { createHandler as order } from "./order/handler.ts";
import { createHandler as payment } from "./payment/handler.ts";

/** What makes the Lambda function of each kind. */
export const creators = {
  "agent-action": agentAction,
  compliance,
  generic,
  ingestion,
  loan,
  onboarding,
  order,
  payment,
};
