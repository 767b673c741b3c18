import { z } from "zod";
import type { RevisionDefinition } from "../../services/runs/definitions.ts";
import { sumMoney } from "../../services/money/arithmetic.ts";
import { lineTotal } from "../../services/money/line-total.ts";
import { nonNegativeMoneySchema } from "../../services/money/model.ts";
import type { OrderPayload } from "./payload.ts";

/** What the stock may say beside its reservation: what it lacks, and what it asks for an article by now. */
const reservedSchema = z.object({
  shortages: z.array(z.object({ sku: z.string(), missing: z.int().min(1) })).default([]),
  prices: z.array(z.object({ sku: z.string(), unitPrice: nonNegativeMoneySchema })).default([]),
});

type Line = OrderPayload["lines"][number];

/** Takes what is missing out of the lines of an article, the last first. */
const lessen = (lines: readonly Line[], sku: string, missing: number): readonly Line[] => {
  let left = missing;
  return lines
    .toReversed()
    .map((line) => {
      if (line.sku !== sku) return line;
      const taken = Math.min(left, line.quantity);
      left -= taken;
      return { ...line, quantity: line.quantity - taken };
    })
    .toReversed();
};

/** Pure: the order as it is in stock, added up anew; null where nothing differs or nothing is left. */
const asInStock = (order: OrderPayload, result: Readonly<Record<string, unknown>>): OrderPayload | null => {
  const reserved = reservedSchema.safeParse(result);
  if (!reserved.success) return null;
  const { shortages, prices } = reserved.data;
  const priceOf = new Map(prices.map(({ sku, unitPrice }) => [sku, unitPrice]));
  const lines = shortages
    .reduce<readonly Line[]>((left, { sku, missing }) => lessen(left, sku, missing), order.lines)
    .filter(({ quantity }) => quantity > 0)
    .map((line) => ({ ...line, unitPrice: priceOf.get(line.sku) ?? line.unitPrice }))
    .map((line) => ({ ...line, lineTotal: lineTotal(line) }));
  if (lines.length === 0) return null;
  const total = sumMoney(
    lines.map((line) => line.lineTotal),
    order.total.currency,
  );
  return { ...order, lines, total };
};

export const orderRevisions: Readonly<Record<"as-in-stock", RevisionDefinition<OrderPayload>>> = {
  "as-in-stock": {
    revise: ({ payload }, earlier) => asInStock(payload, earlier("reserve-stock").result),
  },
};
