export { type DecideInput, type Decided, decide } from "./decide.ts";
export { type DecidedOrRefused, decideMany, decisionsAtOnceMax } from "./decide-many.ts";
export type { Decision } from "./record.ts";
