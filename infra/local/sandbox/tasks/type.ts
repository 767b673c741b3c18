import { z } from "zod";
import { taskTypes } from "../systems/index.ts";

/** A type of task that the sandbox plays. */
export const taskTypeSchema = z.enum(taskTypes);
