export { type OnceKey, runOnce } from "./run-once.ts";
