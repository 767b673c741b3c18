export { type Lambda, type LambdaOptions, startLambda } from "./start.ts";
export type { FunctionDefinition, LambdaContext } from "./worker/functions.ts";
