// Written by `npm run kinds` from the folders here; a test tells when it is out of date.
import { composeFunctions } from "./compose.ts";

const { functions } = await composeFunctions(process.env);

/** The Lambda entry points, one export a kind. */
export const agentActionWorkflow = functions["agent-action"];
export const complianceWorkflow = functions.compliance;
export const genericWorkflow = functions.generic;
export const ingestionWorkflow = functions.ingestion;
export const loanWorkflow = functions.loan;
export const onboardingWorkflow = functions.onboarding;
export const orderWorkflow = functions.order;
export const paymentWorkflow = functions.payment;
