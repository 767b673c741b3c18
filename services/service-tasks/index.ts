export { answerForPerson } from "./answer-for-person.ts";
export { completeTask } from "./complete.ts";
export { failTask } from "./fail.ts";
export { getServiceTask } from "./get.ts";
export { heartbeatTask } from "./heartbeat.ts";
export { completionSchema, failureSchema, handAnswerInputSchema, heartbeatSchema } from "./inputs.ts";
export { listTasks } from "./list.ts";
