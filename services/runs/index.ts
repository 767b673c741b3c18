export { getRun } from "./get.ts";
export { listRuns } from "./list.ts";
export type { Run, RunTask } from "./record.ts";
