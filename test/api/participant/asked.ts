import type { Sql } from "postgres";
import type { Id } from "../../../db/schema/columns.ts";
import type { Mail } from "../../../services/ports.ts";
import type { ByHandInput, Performer } from "../../../services/service-tasks/model.ts";
import { call } from "../../support/client.ts";
import { type FurnishedTenant, furnishTenant } from "../../support/furnished-tenant.ts";
import { askByHand, type HandTask } from "../../support/hand-task.ts";
import type { MailedApi } from "../../support/mailed-api.ts";
import { type Page, type Visitor, visit } from "../approver/client.ts";

export const applicant: Performer = { email: "jane@mail.example", name: "Jane Doe" };

/** An offer to somebody outside: one answer that wants much, and one that wants a reason. */
export const offer: ByHandInput = {
  title: "Your offer as a pilot",
  instructions: "Please read the offer.\nAccept it, or tell us why not.",
  facts: [{ label: "Salary", value: "84,000.00 EUR a year" }],
  answers: [
    {
      name: "accept",
      label: "Accept the offer",
      tone: "good",
      outcome: "completed",
      fields: [
        { name: "firstDay", label: "First day", type: "date" },
        { name: "relocation", label: "Do you move?", type: "yesNo", required: false },
      ],
    },
    {
      name: "decline",
      label: "Decline the offer",
      tone: "bad",
      outcome: "declined",
      reasonCode: "not_interested",
      comment: "required",
    },
  ],
};

export const accepted = { answer: "accept", "f-firstDay": "2027-02-01", "f-relocation": "yes" };
export const declined = { answer: "decline", comment: "Too far away." };

type Event = {
  readonly action: string;
  readonly actor: { readonly type: string; readonly id?: string };
  readonly auth: unknown;
  readonly target: { readonly type: string; readonly id: string };
  readonly detail: Readonly<Record<string, unknown>>;
};

/** A task that is asked of somebody, with what came of it. */
export type AskedByHand = {
  readonly tenant: FurnishedTenant;
  readonly taskId: Id<"serviceTask">;
  readonly mails: readonly Mail[];
  /** The path of the first link that was mailed. */
  readonly link: string;
  readonly visitor: Visitor;
  /** From the page to the confirmation, as somebody who fills in the form. */
  readonly choose: (fields: Record<string, string>, visitor?: Visitor) => Promise<Page>;
  readonly task: () => Promise<Readonly<Record<string, unknown>>>;
  readonly audited: () => Promise<readonly Event[]>;
};

export const linksIn = (mails: readonly Mail[]): string[] =>
  mails.flatMap(({ text }) => /\/t\/\S+/.exec(text)?.[0] ?? []);

type Outside = { readonly api: MailedApi; readonly admin: Sql };

/** Asks, and opens the first link that was mailed. */
export const ask = async (
  { api, admin }: Outside,
  { form = offer, performer = applicant, ...rest }: Partial<HandTask> = {},
  known?: FurnishedTenant,
): Promise<AskedByHand> => {
  const tenant = known ?? (await furnishTenant(api.url, "Northwind Airways"));
  await api.deliver();
  const { request, run } = tenant.ids;
  const of = { tenantId: tenant.tenantId, requestId: request, runId: run };
  const taskId = await askByHand(api.runtime, of, { form, performer, ...rest });
  const mails = await api.deliver();
  const [link = ""] = linksIn(mails);
  const own = visit(api.app);
  await own.get(link);
  return {
    tenant,
    taskId,
    mails,
    link,
    visitor: own,
    choose: async (fields, visitor = own) => {
      const page = await visitor.get("/task");
      return visitor.post("/task", { page: page.fields["page"] ?? "", ...fields });
    },
    task: async () => {
      const rows = await admin`select status, result, reason_code as "reasonCode", message
        from service_tasks where id = ${taskId.slice("tsk_".length)}`;
      return { ...rows[0] };
    },
    audited: async () => {
      const path = `/v1/audit-events?requestId=${request}&limit=200`;
      const { body } = await call<{ data: readonly Event[] }>(`${api.url}${path}`, { bearer: tenant.key });
      return body.data;
    },
  };
};

/** The last step with files, as a browser sends it. */
export const handIn = (
  visitor: Visitor,
  fields: Readonly<Record<string, string>>,
  files: readonly (readonly [field: string, name: string, content: Uint8Array<ArrayBuffer> | string])[],
): Promise<Page> => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    body.append(name, value);
  }
  for (const [field, name, content] of files) {
    body.append(`f-${field}`, new File([content], name), name);
  }
  return visitor.send("/task/answer", { method: "POST", body, headers: { "sec-fetch-site": "same-origin" } });
};
