export { createGrant } from "./create.ts";
export { getGrant } from "./get.ts";
export { listGrants } from "./list.ts";
export { grantInputSchema } from "./model.ts";
export { revokeGrant } from "./revoke.ts";
