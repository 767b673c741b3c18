export { type KeyLife, keyLifeHours, type OnceKey, runOnce } from "./run-once.ts";
