import { connected } from "./http-json.ts";
import type { Home } from "./home.ts";

export type DemoTenant = { readonly tenantId: string; readonly apiKey: string };

const tenantName = "Northwind Traders (demo)";
const tasks = ["stock.*", "payment.*", "shipping.*"];

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

type Integration = { readonly id: string; readonly url: string; readonly disabledAt: string | null };

/**
 * Makes the demo tenant over the API as an operator would, once per home, and connects it to the sandbox
 * systems; again when these have moved to another port.
 */
export const ensureDemoTenant = async ({
  home,
  baseUrl,
  sandboxUrl,
}: DemoTenantInput): Promise<DemoTenant> => {
  const operator = connected(baseUrl, home.keys.operatorToken);
  const known = await home.read<DemoTenant>("demo.json");
  const demo = known ?? (await createDemoTenant(operator));
  if (known === null) {
    await home.write("demo.json", demo);
  }
  await connectSandbox({ baseUrl, sandboxUrl, demo });
  return demo;
};

const createDemoTenant = async (operator: ReturnType<typeof connected>): Promise<DemoTenant> => {
  const tenant = await operator.post<{ id: string }>("/admin/v1/tenants", { name: tenantName });
  const key = await operator.post<{ key: string }>(`/admin/v1/tenants/${tenant.id}/api-keys`, {
    name: "demo",
    scopes,
  });
  return { tenantId: tenant.id, apiKey: key.key };
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
  if (live.some((integration) => integration.url === url)) {
    return;
  }
  const created = await api.post<{ secret: string }>("/v1/integrations", { tasks, url });
  const sandbox = connected(sandboxUrl, null);
  await sandbox.put(`/tenants/${demo.tenantId}/secret`, { secret: created.secret });
  for (const { id } of live) {
    await api.delete(`/v1/integrations/${id}`);
  }
};
