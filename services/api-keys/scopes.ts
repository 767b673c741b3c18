/** What a key may do; every route names the one it needs. */
export const scopes = [
  "tenant:read",
  "keys:read",
  "keys:write",
  "members:read",
  "members:write",
  "policies:read",
  "policies:write",
  "integrations:read",
  "integrations:write",
  "requests:read",
  "requests:write",
  "decisions:write",
  "delegations:read",
  "delegations:write",
  "grants:read",
  "grants:write",
  "audit:read",
  "runs:read",
  "tasks:read",
  "tasks:write",
] as const;

export type Scope = (typeof scopes)[number];
