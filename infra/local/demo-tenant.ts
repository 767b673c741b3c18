import { connected } from "./http-json.ts";
import type { Home } from "./home.ts";
import { taskTypes } from "./sandbox/index.ts";

export type DemoTenant = { readonly tenantId: string; readonly apiKey: string };

const tenantName = "Northwind Traders (demo)";
/** What the sandbox plays; everything else is done by hand. */
const tasks = [...new Set(taskTypes.map((type) => `${type.slice(0, type.indexOf("."))}.*`))].toSorted();

const scopes = [
  "tenant:read",
  "keys:read",
  "keys:write",
  "members:read",
  "members:write",
  "policies:read",
  "policies:write",
  "integrations:read",
  "integrations:write",
  "tasks:read",
  "tasks:write",
  "requests:read",
  "requests:write",
  "decisions:write",
  "audit:read",
  "runs:read",
  "tasks:read",
  "tasks:write",
];

export type DemoTenantInput = {
  readonly home: Home;
  readonly baseUrl: string;
  readonly sandboxUrl: string;
};

type Integration = {
  readonly id: string;
  readonly tasks: readonly string[];
  readonly url: string | null;
  readonly disabledAt: string | null;
};

/**
 * Makes the demo tenant over the API as an operator would, once per home, and connects it to the sandbox
 * systems; again when these have moved to another port or play more than before.
 */
export const ensureDemoTenant = async ({
  home,
  baseUrl,
  sandboxUrl,
}: DemoTenantInput): Promise<DemoTenant> => {
  const operator = connected(baseUrl, home.keys.operatorToken);
  const known = await home.read<KeptTenant>("demo.json");
  // A home that was made by an earlier version has a key that may do less.
  const isCurrent = known?.scopes !== undefined && scopes.every((scope) => known.scopes?.includes(scope));
  const kept = known !== null && isCurrent ? known : await createDemoKey(operator, known?.tenantId);
  if (kept !== known) {
    await home.write("demo.json", kept);
  }
  const demo = { tenantId: kept.tenantId, apiKey: kept.apiKey };
  await connectSandbox({ baseUrl, sandboxUrl, demo });
  return demo;
};

/** As it is kept in the home. */
type KeptTenant = DemoTenant & { readonly scopes?: readonly string[] };

const createDemoKey = async (
  operator: ReturnType<typeof connected>,
  known: string | undefined,
): Promise<KeptTenant> => {
  const tenantId =
    known ?? (await operator.post<{ id: string }>("/admin/v1/tenants", { name: tenantName })).id;
  const key = await operator.post<{ key: string }>(`/admin/v1/tenants/${tenantId}/api-keys`, {
    name: "demo",
    scopes,
  });
  return { tenantId, apiKey: key.key, scopes };
};

const connectSandbox = async (input: {
  readonly baseUrl: string;
  readonly sandboxUrl: string;
  readonly demo: DemoTenant;
}): Promise<void> => {
  const { baseUrl, sandboxUrl, demo } = input;
  const api = connected(baseUrl, demo.apiKey);
  const url = `${sandboxUrl}/tasks`;
  const { data } = await api.get<{ data: Integration[] }>("/v1/integrations?limit=200");
  const live = data.filter(({ disabledAt }) => disabledAt === null);
  const isCurrent = (integration: Integration): boolean =>
    integration.url === url && tasks.every((task) => integration.tasks.includes(task));
  if (live.some(isCurrent)) {
    return;
  }
  const created = await api.post<{ secret: string }>("/v1/integrations", { tasks, url });
  const sandbox = connected(sandboxUrl, null);
  await sandbox.put(`/tenants/${demo.tenantId}/secret`, { secret: created.secret });
  for (const { id } of live) {
    await api.delete(`/v1/integrations/${id}`);
  }
};
