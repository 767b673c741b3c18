export { createDelegation } from "./create.ts";
export { getDelegation } from "./get.ts";
export { listDelegations } from "./list.ts";
export { delegationInputSchema } from "./model.ts";
export { revokeDelegation } from "./revoke.ts";
