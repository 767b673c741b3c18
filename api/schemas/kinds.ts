import { z } from "@hono/zod-openapi";

const nameMaxCharacters = 40;
const settings = z.record(z.string(), z.unknown());

export const kindPath = z.object({
  kind: z
    .string()
    .max(nameMaxCharacters)
    .openapi({ description: "The kind's name, like order", example: "order" }),
});

export const kindList = z
  .object({
    data: z
      .array(
        z.object({
          name: z.string(),
          version: z.number().int(),
          /** Every finding that policies may ask about, with its value when nothing was found. */
          findings: z.record(z.string(), z.unknown()),
          example: z.unknown(),
        }),
      )
      .readonly(),
  })
  .openapi("Kinds");

export const kindSettings = z
  .object({ kind: z.string(), settings, revision: z.number().int() })
  .openapi("KindSettings");

export const kindSettingsChange = settings.openapi("KindSettingsChange");
