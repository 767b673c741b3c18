import { decideThroughPages } from "../../../infra/local/demo/browser.ts";
import type { CompanyApi } from "./company-api.ts";
import type { Fate } from "./fate.ts";
import type { Mails } from "./mails.ts";

export type Seat = {
  readonly id: string;
  readonly request: { readonly title: string; readonly requestVersion: number };
};

/** Decides in a seat as its request's fate wants it, by the fate's channel. */
export const decideSeat = async (
  { api, mails }: { readonly api: CompanyApi; readonly mails: Mails },
  { id, request: { title, requestVersion } }: Seat,
  fate: Fate | undefined,
): Promise<void> => {
  if (fate === undefined || fate.decision === "none") {
    throw new Error(`nobody should be asked about ${title}`);
  }
  if (fate.channel === "link") {
    const link = mails.linkAbout(title);
    if (link !== undefined) {
      // A link that meets a restart is tried again in the next round.
      await decideThroughPages(link, { outcome: fate.decision, comment: "" }).catch(() => {});
    }
    return;
  }
  const answer = await api.ask(`/v1/assignments/${id}/decision`, {
    method: "POST",
    body: { outcome: fate.decision, requestVersion },
  });
  if (![200, 409].includes(answer.status)) {
    throw new Error(`${title}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
};
