export { type DecideInput, type Decided, decide } from "./decide.ts";
export type { Decision } from "./record.ts";
