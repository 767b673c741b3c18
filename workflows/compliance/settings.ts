import { z } from "zod";
import { idSchema } from "../../services/requests/model.ts";
import type { Performer } from "../../services/service-tasks/model.ts";

/** What a tenant may set for compliance cases. */
export const complianceSettingsSchema = z.strictObject({
  /** Who looks at names on lists that forbid business; the tenant's admins unless somebody is named. */
  officers: z
    .union([
      z.strictObject({ group: idSchema("grp") }),
      z.strictObject({ member: idSchema("mem") }),
      z.strictObject({ role: z.literal("tenant_admin") }),
    ])
    .default({ role: "tenant_admin" }),
});

export type ComplianceSettings = { readonly officers: Performer };
