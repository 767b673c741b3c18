import { z } from "zod";
import { lineSchema } from "../../services/kinds/text.ts";
import { emailMaxCharacters, idSchema } from "../../services/requests/model.ts";
import type { Performer } from "../../services/service-tasks/model.ts";

const nameMaxCharacters = 100;
const holidaysMax = 200;
const leadDefaultBusinessDays = 10;
const leadMaxBusinessDays = 60;

const performerSchema = z.union(
  [
    z.strictObject({ member: idSchema("mem") }),
    z.strictObject({ group: idSchema("grp") }),
    z.strictObject({ role: z.literal("tenant_admin") }),
    z.strictObject({ email: z.email().max(emailMaxCharacters), name: lineSchema(nameMaxCharacters) }),
  ],
  { error: 'must be { "member" }, { "group" }, { "role": "tenant_admin" } or { "email", "name" }' },
);

const admins: Performer = { role: "tenant_admin" };

/** What a tenant may set for onboardings. */
export const onboardingSettingsSchema = z.strictObject({
  /** Who verifies papers, and follows up what a manager has missed twice. */
  hr: performerSchema.default(admins),
  /** Who decides whether somebody starts although not all is clear. */
  hrHead: performerSchema.default(admins),
  /** Who does by hand what the systems for accounts and equipment would not. */
  it: performerSchema.default(admins),
  /** Days that are no business days, beside weekends. */
  holidays: z.array(z.iso.date()).max(holidaysMax).default([]),
  /** How long before the first day equipment is ordered. */
  equipmentLeadBusinessDays: z.int().min(0).max(leadMaxBusinessDays).default(leadDefaultBusinessDays),
});

export type OnboardingSettings = z.infer<typeof onboardingSettingsSchema>;
