export { authenticateApiKey } from "./authenticate.ts";
export { createApiKey, type NewApiKey } from "./create.ts";
export { listApiKeys } from "./list.ts";
export type { ApiKey } from "./record.ts";
export { revokeApiKey } from "./revoke.ts";
export { type Scope, scopes } from "./scopes.ts";
