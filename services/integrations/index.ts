export { createIntegration } from "./create.ts";
export { disableIntegration } from "./disable.ts";
export { getIntegration } from "./get.ts";
export { listIntegrations } from "./list.ts";
export { integrationInputSchema } from "./model.ts";
