export { delegateSeat } from "./delegate.ts";
export { type AssignmentInList, listAssignments } from "./list.ts";
export { reassign } from "./reassign.ts";
export type { Assignment } from "./record.ts";
