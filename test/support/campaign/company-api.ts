import type { Ready } from "../../../infra/local/system.ts";
import { type Answer, call, persist } from "../client.ts";
import type { Company } from "../company.ts";

type Page<Item> = { readonly data: readonly Item[]; readonly nextCursor: string | null };

/** A client app of the company, unmoved by restarts of the system. */
export type CompanyApi = {
  readonly ask: <Body>(
    path: string,
    options?: {
      readonly method?: string;
      readonly body?: unknown;
      readonly headers?: Record<string, string>;
    },
  ) => Promise<Answer<Body>>;
  /** All pages of a list. */
  readonly list: <Item>(path: string) => Promise<Item[]>;
};

export const createCompanyApi = (ready: () => Ready, { key }: Company): CompanyApi => {
  const ask: CompanyApi["ask"] = (path, options = {}) =>
    persist(() => call(`${ready().baseUrl}${path}`, { bearer: key, ...options }));
  const list = async <Item>(path: string): Promise<Item[]> => {
    const items: Item[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const query: string = `limit=200${cursor === "" ? "" : `&cursor=${cursor}`}`;
      const { body } = await ask<Page<Item>>(`${path}${path.includes("?") ? "&" : "?"}${query}`);
      items.push(...body.data);
      cursor = body.nextCursor;
    }
    return items;
  };
  return { ask, list };
};
