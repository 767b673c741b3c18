export { createGroup } from "./create.ts";
export { getGroup } from "./get.ts";
export { listGroups } from "./list.ts";
export { groupChangeSchema, groupInputSchema } from "./model.ts";
export { updateGroup } from "./update.ts";
