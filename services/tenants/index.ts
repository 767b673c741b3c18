export { createTenant } from "./create.ts";
export { getTenant } from "./get.ts";
export { listTenants } from "./list.ts";
export { tenantNameMaxCharacters } from "./record.ts";
export { resumeTenant, suspendTenant, updateTenant } from "./update.ts";
