import { z } from "zod";
import type { FieldError } from "../../services/kinds/model.ts";
import { lineSchema } from "../../services/kinds/text.ts";
import { timeZoneSchema } from "../../services/members/model.ts";
import { nonNegativeMoneySchema } from "../../services/money/model.ts";
import { emailMaxCharacters, idSchema } from "../../services/requests/model.ts";
import { documentsSchema } from "./documents.ts";

/** Two of them fit the title of a task. */
const nameMaxCharacters = 80;
const phoneMaxCharacters = 40;
const codeMaxCharacters = 64;
/** Each is asked of its system's owner. */
export const accessMaxCount = 10;
const equipmentMaxCount = 20;

const name = lineSchema(nameMaxCharacters);
const code = lineSchema(codeMaxCharacters);
const email = z.email().max(emailMaxCharacters);

/** A member of the tenant, or somebody with an address alone. */
const personSchema = z.union(
  [z.strictObject({ memberId: idSchema("mem") }), z.strictObject({ email, name })],
  {
    error: 'must be { "memberId" } or { "email", "name" }',
  },
);

export type Person = z.infer<typeof personSchema>;

/** Somebody who is to start on a day, as a client app sends it. */
export const onboardingPayloadSchema = z.strictObject({
  newHire: z.strictObject({ name, email, phone: lineSchema(phoneMaxCharacters).optional() }),
  position: name,
  department: name,
  /** The first day of work; the run waits for 09:00 of it in `timeZone`. */
  startDate: z.iso.date(),
  timeZone: timeZoneSchema,
  /** Where the work is done, by ISO 3166-1 alpha-2: in the US, the right to work is verified on form I-9. */
  country: z.string().regex(/^[A-Z]{2}$/, "must be a country code of two capitals, like DE"),
  manager: personSchema,
  /** Of the manager's calendar; that of the new hire when absent. */
  managerTimeZone: timeZoneSchema.optional(),
  /** What the new hire is to get into, each by leave of whoever owns the system. */
  access: z
    .array(z.strictObject({ system: name, role: name.optional(), owner: personSchema }))
    .max(accessMaxCount)
    .default([]),
  equipment: z
    .array(z.strictObject({ sku: code, description: name, price: nonNegativeMoneySchema }))
    .max(equipmentMaxCount)
    .default([]),
  /** A year's, before tax: what policies compare with. */
  salary: nonNegativeMoneySchema.nullable().default(null),
  documents: documentsSchema.default([]),
});

export type OnboardingPayload = z.infer<typeof onboardingPayloadSchema>;

/** What a schema cannot say: each system once, and equipment in one currency. */
export const checkOnboarding = ({ access, equipment }: OnboardingPayload): readonly FieldError[] => {
  const currency = equipment[0]?.price.currency;
  return [
    ...access.flatMap(({ system }, index) =>
      access.findIndex((one) => one.system === system) < index
        ? [{ pointer: `/access/${index}/system`, message: "is asked for already" }]
        : [],
    ),
    ...equipment.flatMap(({ price }, index) =>
      price.currency === currency
        ? []
        : [
            {
              pointer: `/equipment/${index}/price/currency`,
              message: `must be ${currency}, as that of the first`,
            },
          ],
    ),
  ];
};
