import { handlerOf } from "../flow/handler.ts";
import { kind } from "./contract.ts";
import { definitions } from "./definitions.ts";
import { workflow } from "./workflow.ts";

/** Makes the Lambda function of agents' actions. */
export const createHandler = handlerOf({ kind, definitions, workflow });
