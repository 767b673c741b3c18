import { composeFunctions } from "./compose.ts";

const { functions } = await composeFunctions(process.env);

/** The Lambda entry points, one export a kind. */
export const orderWorkflow = functions["orderWorkflow"];
