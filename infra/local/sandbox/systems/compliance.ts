import { z } from "zod";
import { textSchema } from "../../../../services/kinds/text.ts";
import { linesMax, textCharactersMax } from "../limits.ts";
import { idSchema } from "../tasks/model.ts";
import { deed, inquiry, type System, undoing } from "./play.ts";

/** The sandbox's own lists. Whoever is "listed" is on one that asks for care, whoever is "sanctioned" on one that forbids. */
const lists = [
  { list: "Watch list", pattern: /\blisted\b/i, prohibits: false },
  { list: "Sanctions list", pattern: /\bsanctioned\b/i, prohibits: true },
] as const;
const listVersion = "sandbox-41";
const listDate = "2026-11-01";
const wholePercent = 100;

const text = textSchema(textCharactersMax);
const cleared = z.strictObject({
  caseNumber: idSchema,
  subject: text,
  role: z.enum(["vendor", "customer"]),
  tier: z.enum(["low", "medium", "high"]),
  validMonths: z.int().min(1),
  listVersion: text,
  listDate: z.iso.date(),
});

/** Screening, and the register of those who were cleared. */
export const complianceSystem: System = {
  "screening.search": inquiry({
    input: z.strictObject({
      caseNumber: idSchema,
      names: z.array(z.strictObject({ name: text, country: idSchema })).max(linesMax),
    }),
    reference: ({ caseNumber }) => caseNumber,
    answer: ({ names }) => ({
      listVersion,
      listDate,
      hits: names.flatMap(({ name }) =>
        lists
          .filter(({ pattern }) => pattern.test(name))
          .map(({ list, prohibits }) => ({ name, list, matchPercent: wholePercent, prohibits })),
      ),
    }),
  }),
  "compliance.register": deed({
    input: cleared,
    reference: ({ caseNumber }) => caseNumber,
    result: ({ tier, validMonths }, newId) => ({ clearanceId: `clr_${newId()}`, tier, validMonths }),
  }),
  "compliance.revoke": undoing({
    input: z.strictObject({ registerTaskId: idSchema }),
    taskId: ({ registerTaskId }) => registerTaskId,
  }),
  "compliance.tell": deed({
    input: z.strictObject({ caseNumber: idSchema, subject: text, tier: text, validMonths: z.int().min(1) }),
    reference: ({ caseNumber }) => caseNumber,
  }),
};
