import { z } from "zod";
import { lineSchema } from "../kinds/text.ts";
import { nonNegativeMoneySchema } from "../money/model.ts";
import { emailMaxCharacters, idSchema, nameMaxCharacters } from "../requests/model.ts";
import { memberRoles } from "../statuses.ts";

export const defaultTimeZone = "UTC";
export const defaultLocale = "en";
const timeZoneMaxCharacters = 64;
const localeMaxCharacters = 35;
const attributesMax = 50;
const attributeMaxCharacters = 200;

/** A bare offset is none: it knows no summer time. */
const offset = /^[+-]/;

const isTimeZone = (text: string): boolean => {
  if (offset.test(text)) {
    return false;
  }
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
};

const isLocale = (text: string): boolean => {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(text).length === 1;
  } catch {
    return false;
  }
};

const attributeValue = z.union([lineSchema(attributeMaxCharacters), z.number(), z.boolean()]);

export const timeZoneSchema = z
  .string()
  .max(timeZoneMaxCharacters)
  .refine(isTimeZone, "must be a time zone of the IANA database, like Europe/Paris");

/** What a client app sends to make a member. */
export const memberInputSchema = z.strictObject({
  email: z.email().max(emailMaxCharacters),
  name: lineSchema(nameMaxCharacters),
  managerId: idSchema("mem").optional(),
  timeZone: timeZoneSchema.optional(),
  locale: z
    .string()
    .max(localeMaxCharacters)
    .refine(isLocale, "must be a BCP 47 language tag, like en-GB")
    .optional(),
  approvalLimit: nonNegativeMoneySchema.optional(),
  roles: z.array(z.enum(memberRoles)).max(memberRoles.length).optional(),
  backupId: idSchema("mem").optional(),
  attributes: z
    .record(lineSchema(attributeMaxCharacters), attributeValue)
    .refine((attributes) => Object.keys(attributes).length <= attributesMax, `at most ${attributesMax}`)
    .optional(),
});
export type MemberInput = z.infer<typeof memberInputSchema>;

/** What may be changed; null takes a manager, a limit or a backup away. */
export const memberChangeSchema = memberInputSchema.partial().extend({
  managerId: idSchema("mem").nullable().optional(),
  approvalLimit: nonNegativeMoneySchema.nullable().optional(),
  backupId: idSchema("mem").nullable().optional(),
  status: z.enum(["active", "disabled"]).optional(),
});
export type MemberChange = z.infer<typeof memberChangeSchema>;
