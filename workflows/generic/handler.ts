import { handlerOf } from "../flow/handler.ts";
import { kind } from "./contract.ts";
import { definitions } from "./definitions.ts";
import { workflow } from "./workflow.ts";

/** Makes the Lambda function of generic requests. */
export const createHandler = handlerOf({ kind, definitions, workflow });
