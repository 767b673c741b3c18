export { issueActionToken } from "./issue-token.ts";
export { argumentsSchema, toolSchema } from "./model.ts";
export { redeemActionToken } from "./redeem-token.ts";
