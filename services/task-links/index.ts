export { answerByLink, type LinkedAnswer, type TaskLinkAnswer } from "./answer-by-link.ts";
export { answerHash } from "./answer-hash.ts";
export { mailTaskCode } from "./mail-code.ts";
export type { AskedTask, ConfirmedAnswer, RecordedAnswer } from "./model.ts";
export { openTaskLink, type TaskLinkIdentity } from "./open.ts";
export { readTask } from "./read-task.ts";
export type { TaskState } from "./state.ts";
