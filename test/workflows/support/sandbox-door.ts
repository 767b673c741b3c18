import { type Sandbox, startSandbox } from "../../../infra/local/sandbox/index.ts";
import type { LedgerEntry } from "../../../infra/local/sandbox/ledger/store.ts";
import type { Rule } from "../../../infra/local/sandbox/switches/model.ts";

export type { LedgerEntry, Rule };

/** The real sandbox, with what tests set up there and read from it. */
export const openSandbox = async (databaseUrl: string) => {
  const sandbox: Sandbox = await startSandbox({ databaseUrl });
  const put = async (path: string, body: unknown): Promise<void> => {
    const answer = await fetch(`${sandbox.url}${path}`, { method: "PUT", body: JSON.stringify(body) });
    if (!answer.ok) {
      throw new Error(`PUT ${path}: ${answer.status} ${await answer.text()}`);
    }
  };
  return {
    tasksUrl: `${sandbox.url}/tasks`,
    trust: (tenantId: string, secret: string) => put(`/tenants/${tenantId}/secret`, { secret }),
    misbehave: (rules: readonly Rule[]) => put("/switches", { rules }),
    /** What really happened for a request, oldest first. */
    ledger: async (requestId: string): Promise<readonly LedgerEntry[]> => {
      const answer = await fetch(`${sandbox.url}/ledger?requestId=${requestId}&limit=1000`);
      return ((await answer.json()) as { data: LedgerEntry[] }).data;
    },
    close: sandbox.close,
  };
};

export type SandboxDoor = Awaited<ReturnType<typeof openSandbox>>;
