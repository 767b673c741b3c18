import type { InboxView } from "./view.ts";

const withQuery = (path: string, query: Readonly<Record<string, string | null>>): string => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
};

export const inboxAddress = ({ to }: Pick<InboxView, "to">, after: string | null = null): string =>
  withQuery("/", { to, after });

/** A mail within the list that it was chosen from; the HTML part is what is shown without a wish. */
export const mailAddress = ({ to }: Pick<InboxView, "to">, id: string, part: "text" | null = null): string =>
  withQuery(`/mail/${encodeURIComponent(id)}`, { to, part });
