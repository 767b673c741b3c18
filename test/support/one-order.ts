import { setTimeout as sleep } from "node:timers/promises";
import type { Ready } from "../../infra/local/system.ts";
import { call } from "./client.ts";
import type { Company } from "./company.ts";
import { readOrders } from "./orders.ts";

export type OpenSeat = {
  readonly requestId: string;
  readonly assignmentId: string;
  readonly memberEmail: string;
  readonly link: string;
};

const patienceMilliseconds = 30_000;
const pollMilliseconds = 100;

/** Asks again until there is an answer that is not null. */
export const eventually = async <Value>(
  what: string,
  ask: () => Promise<Value | null>,
  patience = patienceMilliseconds,
): Promise<Value> => {
  const deadline = performance.now() + patience;
  for (;;) {
    const value = await ask();
    if (value !== null) {
      return value;
    }
    if (performance.now() > deadline) {
      throw new Error(`${what} did not come within ${patience} ms`);
    }
    await sleep(pollMilliseconds);
  }
};

/** A real order that one manager has to decide, with the link that was mailed to them. */
export const openOneSeat = async (
  ready: Ready,
  company: Pick<Company, "key" | "members">,
  orderNumber: string,
): Promise<OpenSeat> => {
  const order = readOrders(100).find(
    ({ total, requestedBy }) =>
      Number(total.amount) > 500 && Number(total.amount) <= 5_000 && requestedBy !== "emp-2",
  );
  if (order === undefined) {
    throw new Error("no order of the data needs one manager");
  }
  const { requestedBy, ...payload } = order;
  const created = await call<{ id: string }>(`${ready.baseUrl}/v1/approval-requests`, {
    method: "POST",
    bearer: company.key,
    body: {
      kind: "order",
      title: `Order ${orderNumber}`,
      requester: { memberId: company.members.get(requestedBy) },
      payload: { ...payload, orderNumber },
    },
  });
  const requestId = created.body.id;
  const seat = await eventually("the open seat", async () => {
    const url = `${ready.baseUrl}/v1/assignments?requestId=${requestId}&status=open`;
    const { body } = await call<{ data: { id: string; memberEmail: string }[] }>(url, {
      bearer: company.key,
    });
    return body.data[0] ?? null;
  });
  const link = await eventually("the mail", async () => {
    const url = `${ready.mailboxUrl}/messages?to=${encodeURIComponent(seat.memberEmail)}&limit=200`;
    const { body } = await call<{ subject: string; text: string }[]>(url);
    const mail = body.find(({ subject }) => subject.endsWith(`Order ${orderNumber}`));
    return /https?:\/\/\S+\/l\/\S+/.exec(mail?.text ?? "")?.[0] ?? null;
  });
  return { requestId, assignmentId: seat.id, memberEmail: seat.memberEmail, link };
};

/** The request's audit events of one action. */
export const auditOf = async (
  ready: Ready,
  company: Pick<Company, "key">,
  requestId: string,
  action: string,
) => {
  const url = `${ready.baseUrl}/v1/audit-events?requestId=${requestId}&action=${action}`;
  const { body } = await call<{ data: readonly { id: string; detail: Record<string, unknown> }[] }>(url, {
    bearer: company.key,
  });
  return body.data;
};
