export { createPolicy } from "./create.ts";
export { createPolicyVersion } from "./create-version.ts";
export { getPolicy } from "./get.ts";
export { listPolicies } from "./list.ts";
export { previewPolicy } from "./preview.ts";
export { publishPolicy } from "./publish.ts";
export { type CheckedPolicy, type Policy, policyNameMaxCharacters } from "./record.ts";
export { lastDefaultCount, lastMaxCount, simulatePolicy } from "./simulate-past.ts";
export { explainWhy } from "./why.ts";
