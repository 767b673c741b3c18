import { sendMail } from "../../services/notifications/send.ts";
import type { LeasedMessage, Outbox } from "../../services/outbox/model.ts";
import type { Mail } from "../../services/ports.ts";
import { openApi, type TestApi } from "./api.ts";
import { type FurnishedTenant, furnishTenant, orderPayload } from "./furnished-tenant.ts";
import { openSeat } from "./open-seat.ts";

/** An API whose mails go out when a test says so, to an outside that remembers them. */
export type MailedApi = TestApi & {
  /** Sends what is due and answers it, in order. */
  readonly deliver: () => Promise<readonly Mail[]>;
};

export const openMailedApi = async (): Promise<MailedApi> => {
  const due: LeasedMessage[] = [];
  const outbox: Outbox = { hasRoom: () => true, dispatch: (messages) => void due.push(...messages) };
  const opened = await openApi({ outbox });
  const api = { ...opened, runtime: { ...opened.runtime, outbox } };
  const deliver = async (): Promise<readonly Mail[]> => {
    const from = api.outside.mails.length;
    for (const message of due.splice(0)) {
      if (message.kind === "mail.send") {
        await sendMail(api.runtime, message);
      }
    }
    return api.outside.mails.slice(from);
  };
  return { ...api, deliver };
};

export type MailedSeat = {
  readonly tenant: FurnishedTenant;
  readonly requestId: string;
  readonly assignmentId: string;
  /** The path of the link in the mail. */
  readonly link: string;
};

/** A tenant with one order that waits for its requester's manager, in a stage as the test wants it. */
export const openMailedSeat = async (
  api: MailedApi,
  stage: Readonly<Record<string, unknown>>,
  name = "Northwind Traders",
): Promise<MailedSeat> => {
  const furnished = await furnishTenant(api.url, name);
  const rules = [
    { name: "all", stages: [{ name: "manager", approvers: [{ manager: 1 }], quorum: "any", ...stage }] },
  ];
  const path = `/v1/policies/${furnished.ids.policy}`;
  await furnished.post(`${path}/versions`, { rules });
  await furnished.post(`${path}/publish`, { version: 2 });
  const request = await furnished.post<{ id: string; run: { id: string } }>("/v1/approval-requests", {
    kind: "order",
    title: "Order 2",
    requester: { memberId: furnished.ids.member },
    payload: orderPayload(),
  });
  const tenant = { ...furnished, ids: { ...furnished.ids, request: request.id, run: request.run.id } };
  await api.deliver();
  const assignmentId = await openSeat(api, tenant);
  const link = /\/l\/\S+/.exec((await api.deliver()).at(-1)?.text ?? "")?.[0];
  if (link === undefined) {
    throw new Error("no link was mailed");
  }
  return { tenant, requestId: request.id, assignmentId, link };
};
