import { z } from "zod";

const priceAgeDefaultDays = 30;
const priceAgeMaxDays = 3_650;

/** What a tenant may set for orders. */
export const orderSettingsSchema = z.strictObject({
  /** Prices older than this are refused, where an order says of which day they are. */
  priceMaxAgeDays: z.int().min(1).max(priceAgeMaxDays).default(priceAgeDefaultDays),
  /** An order number that was used in the last 90 days is refused, instead of raising the risk. */
  refuseDuplicates: z.boolean().default(false),
});

export type OrderSettings = z.infer<typeof orderSettingsSchema>;
