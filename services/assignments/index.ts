export { type AssignmentInList, listAssignments } from "./list.ts";
export type { Assignment } from "./record.ts";
