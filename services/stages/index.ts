export { escalateRequest } from "./escalate-request.ts";
export { remindRequest } from "./remind-request.ts";
