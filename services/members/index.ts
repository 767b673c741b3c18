export { createMember } from "./create.ts";
export { getMember } from "./get.ts";
export { listMembers } from "./list.ts";
export { memberChangeSchema, memberInputSchema } from "./model.ts";
export type { Member } from "./record.ts";
export { updateMember } from "./update.ts";
