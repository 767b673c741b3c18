import type { Sql } from "postgres";
import { expect } from "vitest";
import { call } from "../../support/client.ts";
import { type MailedApi, type MailedSeat, openMailedSeat } from "../../support/mailed-api.ts";
import { type Page, type Visitor, visit } from "./client.ts";

type Recorded = { readonly outcome: string; readonly assurance: string; readonly via: string };
type Event = { readonly action: string; readonly auth: unknown; readonly detail: object };

/** Somebody before a seat that they have entered by the link in their mail. */
export type CodedSeat = {
  readonly seat: MailedSeat;
  readonly visitor: Visitor;
  /** From the review to the confirmation, as somebody who fills in the form. */
  readonly choose: (outcome: string, comment?: string) => Promise<Page>;
  /** The codes that went out since the last look, oldest first. */
  readonly mailedCodes: () => Promise<string[]>;
  /** The one code that went out. */
  readonly mailedCode: () => Promise<string>;
  readonly decisions: () => Promise<readonly Recorded[]>;
  readonly audited: () => Promise<readonly Event[]>;
  readonly linkStatus: () => Promise<unknown>;
  /** As the database keeps the link's code. */
  readonly storedCode: () => Promise<{ readonly failedTries: number; readonly used: boolean } | undefined>;
};

export const otherThan = (code: string): string => String((Number(code) + 1) % 100_000_000).padStart(8, "0");

export const enterCodedSeat = async (
  { api, admin }: { readonly api: MailedApi; readonly admin: Sql },
  { assurance = "code", company = "Northwind Traders" } = {},
): Promise<CodedSeat> => {
  const seat = await openMailedSeat(api, { assurance }, company);
  const assignment = seat.assignmentId.slice("asg_".length);
  const visitor = visit(api.app);
  await visitor.get(seat.link);
  const read = async <Body>(path: string): Promise<Body> =>
    (await call<Body>(`${api.url}${path}`, { bearer: seat.tenant.key })).body;
  const mailedCodes = async (): Promise<string[]> =>
    (await api.deliver()).flatMap(({ text }) => /^ {4}(\d{8})$/m.exec(text)?.[1] ?? []);
  return {
    seat,
    visitor,
    choose: async (outcome, comment = "") => {
      const review = await visitor.get("/review");
      return visitor.post("/review", { ...review.fields, outcome, comment });
    },
    mailedCodes,
    mailedCode: async () => {
      const codes = await mailedCodes();
      expect(codes).toHaveLength(1);
      return codes[0] ?? "";
    },
    decisions: async () =>
      (await read<{ decisions: readonly Recorded[] }>(`/v1/approval-requests/${seat.requestId}`)).decisions,
    audited: async () =>
      (await read<{ data: readonly Event[] }>(`/v1/audit-events?requestId=${seat.requestId}&limit=200`)).data,
    linkStatus: async () => {
      const rows = await admin`select status from action_links where assignment_id = ${assignment}`;
      return rows[0]?.["status"];
    },
    storedCode: async () => {
      const rows = await admin<{ failedTries: number; used: boolean }[]>`
        select failed_tries as "failedTries", used_at is not null as used from action_codes
        where jti = (select jti from action_links where assignment_id = ${assignment})`;
      return rows[0];
    },
  };
};
