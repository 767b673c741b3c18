import { z } from "zod";
import { textSchema } from "../../../../services/kinds/text.ts";
import { nonNegativeMoneySchema } from "../../../../services/money/model.ts";
import { textCharactersMax } from "../limits.ts";
import { declined, type Done, idSchema } from "../tasks/model.ts";
import { deed, inquiry, type System, undoing } from "./play.ts";

/**
 * What the lender's systems refuse or find by themselves, told by the end of the application number: "-NOBODY" cannot be
 * identified, "-PEP" can but is a politically exposed person; "-LISTED" is on a sanctions list from the start,
 * "-LATER" only just before the money goes out; "-STALE" has a credit report that is 45 days old until a new one is
 * asked for, "-DEFAULTS" two open defaults; the account of "-CLOSED" takes no money.
 */
const endings = {
  unidentified: "-NOBODY",
  exposed: "-PEP",
  listed: "-LISTED",
  listedLater: "-LATER",
  stale: "-STALE",
  defaults: "-DEFAULTS",
  closed: "-CLOSED",
} as const;

const millisecondsPerDay = 86_400_000;
const staleDays = 45;
const defaultsCount = 2;
const listEntry = "sandbox-list/4711";

type OfApplication = { readonly applicationNumber: string };

const text = textSchema(textCharactersMax);
const person = z.strictObject({ name: text, email: text });
const application = { applicationNumber: idSchema, applicant: person };
const reference = ({ applicationNumber }: OfApplication): string => applicationNumber;
const ends = ({ applicationNumber }: OfApplication, ending: keyof typeof endings): boolean =>
  applicationNumber.endsWith(endings[ending]);

const dayBefore = (days: number): string =>
  new Date(Date.now() - days * millisecondsPerDay).toISOString().slice(0, "2026-01-31".length);

/** What a notice says differs by what it is about; the sandbox keeps which it was and for which reasons. */
const noticeSchema = z.looseObject({
  applicationNumber: idSchema,
  notice: text,
  to: person,
  reasons: z.array(z.looseObject({ code: text })).default([]),
});

/** Identity, sanctions lists, a credit bureau, the mail room, the bank and the loan book. */
export const loanSystem: System = {
  "applicant.verify": inquiry({
    input: z.strictObject(application),
    reference,
    answer: (input, newId): Done | Readonly<Record<string, unknown>> =>
      ends(input, "unidentified")
        ? declined("identity_not_verified", "Nobody of that name could be identified.")
        : { checkId: `kyc_${newId()}`, hit: ends(input, "exposed") },
  }),
  "applicant.screen": inquiry({
    input: z.strictObject({ ...application, occasion: z.enum(["application", "disbursement"]) }),
    reference,
    answer: (input) => {
      const hit = ends(input, "listed") || (ends(input, "listedLater") && input.occasion === "disbursement");
      return { hit, matches: hit ? [listEntry] : [] };
    },
  }),
  "credit.report": inquiry({
    input: z.strictObject({ ...application, isNew: z.boolean() }),
    reference,
    answer: (input, newId) => ({
      reportId: `rep_${newId()}`,
      reportedOn: dayBefore(ends(input, "stale") && !input.isNew ? staleDays : 0),
      openDefaults: ends(input, "defaults") ? defaultsCount : 0,
    }),
  }),
  "notice.send": deed({
    input: noticeSchema,
    reference,
    result: ({ notice, reasons }, newId) => ({
      noticeId: `not_${newId()}`,
      notice,
      reasonCodes: reasons.map(({ code }) => code),
    }),
  }),
  "loan.disburse": deed({
    input: z.strictObject({ ...application, amount: nonNegativeMoneySchema, termsHash: idSchema }),
    reference,
    amount: ({ amount }) => amount,
    refuse: (input) =>
      ends(input, "closed") ? declined("account_closed", "The account takes no money.") : null,
    result: ({ termsHash }, newId) => ({ disbursementId: `dis_${newId()}`, termsHash }),
  }),
  "loan.reverse": undoing({
    input: z.strictObject({ disbursementId: idSchema.optional(), disburseTaskId: idSchema }),
    taskId: ({ disburseTaskId }) => disburseTaskId,
  }),
  "loan.book": deed({
    input: z.strictObject({
      ...application,
      terms: z.looseObject({ amount: nonNegativeMoneySchema, termsHash: idSchema }),
      disbursementId: idSchema,
    }),
    reference,
    amount: ({ terms }) => terms.amount,
    result: ({ terms }, newId) => ({ bookingId: `bkg_${newId()}`, termsHash: terms.termsHash }),
  }),
  "loan.unbook": undoing({
    input: z.strictObject({ bookTaskId: idSchema }),
    taskId: ({ bookTaskId }) => bookTaskId,
  }),
};
