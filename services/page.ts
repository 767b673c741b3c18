/** Where a list goes on: `cursor` is the key of the last item seen, in the opaque form that a page gave out. */
export type PageInput = { readonly limit: number; readonly cursor: string | null };

export type Page<Item> = { readonly data: readonly Item[]; readonly nextCursor: string | null };

export const pageLimitMax = 200;
export const pageLimitDefault = 50;

/**
 * Pure: a page of rows that were read one more than `limit`; the surplus tells that there is a next page. The
 * cursor is the last item's key.
 */
export const pageOf = <Item>(
  rows: readonly Item[],
  limit: number,
  keyOf: (item: Item) => string,
): Page<Item> => {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return {
    data,
    nextCursor: rows.length > limit && last !== undefined ? keyOf(last) : null,
  };
};
