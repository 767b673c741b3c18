import { randomBytes, randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";

export type Reply = { readonly status: number; readonly body: Record<string, unknown> };
export type Call = {
  readonly type: string;
  readonly input: Record<string, unknown>;
  readonly key?: string;
  readonly requestId?: string;
  readonly signal?: AbortSignal;
  /** Where it goes; to the address that all tenants share when absent. */
  readonly path?: string;
  readonly attempt?: number;
};

/** A tenant with a secret of its own, whose tasks are signed as the service signs them. */
export const createTenant = async (url: string) => {
  const tenantId = `ten_${randomUUID()}`;
  const secret = `whsec_${randomBytes(24).toString("base64")}`;
  const put = (path: string, body: unknown) =>
    fetch(`${url}${path}`, { method: "PUT", body: JSON.stringify(body) });
  await put(`/tenants/${tenantId}/secret`, { secret });
  const post = async (call: Call, signWith = secret): Promise<Reply> => {
    const { type, input, requestId = "req_1", key = `tsk_${randomUUID()}`, signal } = call;
    const { path = "/tasks", attempt = 1 } = call;
    const task = { id: key, type, tenantId, requestId, kind: "order", attempt };
    const body = JSON.stringify({ task, input });
    const now = new Date();
    const answer = await fetch(`${url}${path}`, {
      method: "POST",
      body,
      headers: {
        "idempotency-key": key,
        "webhook-id": key,
        "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
        "webhook-signature": new Webhook(signWith).sign(key, now, body),
      },
      ...(signal === undefined ? {} : { signal }),
    });
    return { status: answer.status, body: (await answer.json()) as Reply["body"] };
  };
  const get = async (path: string) =>
    (await fetch(`${url}${path}`)).json() as Promise<{
      data: Record<string, unknown>[];
      nextCursor?: string | null;
    }>;
  return {
    tenantId,
    put,
    post,
    ledger: (query = "") => get(`/ledger?tenantId=${tenantId}${query}`),
    balance: () => get(`/ledger/balance?tenantId=${tenantId}`),
  };
};

export const eur = (amount: string) => ({ amount, currency: "EUR" });
export const resultOf = ({ body }: Reply) => body["result"] as Record<string, string>;
