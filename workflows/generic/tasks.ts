import type { TaskDefinition } from "../../services/service-tasks/model.ts";
import type { GenericPayload } from "./payload.ts";

/** A generic request asks for an answer and for nothing else: what follows is the client app's own matter. */
export const genericTasks = {} as const satisfies Readonly<Record<string, TaskDefinition<GenericPayload>>>;
