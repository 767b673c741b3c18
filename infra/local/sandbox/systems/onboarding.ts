import { z } from "zod";
import { textSchema } from "../../../../services/kinds/text.ts";
import { sumMoney } from "../../../../services/money/arithmetic.ts";
import { nonNegativeMoneySchema } from "../../../../services/money/model.ts";
import { linesMax, textCharactersMax } from "../limits.ts";
import { declined, idSchema } from "../tasks/model.ts";
import { deed, inquiry, type System, undoing } from "./play.ts";

const text = textSchema(textCharactersMax);

const newHire = z.object({ email: idSchema, name: text, startDate: z.iso.date() });
const ofNewHire = ({ email }: { readonly email: string }): string => email;

const contractInput = newHire.extend({ salary: nonNegativeMoneySchema.nullable() });
const equipmentInput = newHire.extend({
  items: z
    .array(z.object({ sku: idSchema, price: nonNegativeMoneySchema }))
    .min(1)
    .max(linesMax),
});
const activationInput = z.object({
  email: idSchema,
  accountId: textSchema(textCharactersMax).or(z.literal("")),
  access: z.array(z.object({ system: text, role: text.optional() })).max(linesMax),
});
const undoingInput = z.object({ email: idSchema, undoes: idSchema });

/** Names that a directory keeps to itself. */
const reservedNames = ["admin", "administrator", "postmaster", "root"];
const userOf = (email: string): string => (email.split("@")[0] ?? "").toLowerCase();
const tagOf = (email: string): string => userOf(email).split("+")[1] ?? "";

const undoes = undoing({ input: undoingInput, taskId: (input) => input.undoes });

/**
 * The systems of a personnel department: contracts, background checks, payroll, accounts, equipment, documents. They
 * refuse by the input: an account with a reserved name ("root@…"), an article that is no longer made ("…-EOL"), an
 * account that there is not; a background check of "…+consider@…" finds something.
 */
export const onboardingSystem: System = {
  "contract.prepare": deed({
    input: contractInput,
    reference: ofNewHire,
    result: (_input, newId) => ({ contractId: `con-${newId()}` }),
  }),
  "contract.void": undoes,
  "background.check": inquiry({
    input: newHire,
    reference: ofNewHire,
    answer: ({ email }, newId) => ({
      reportId: `rep-${newId()}`,
      status: tagOf(email) === "consider" ? "consider" : "clear",
    }),
  }),
  "payroll.register": deed({
    input: contractInput,
    reference: ofNewHire,
    result: (_input, newId) => ({ payrollId: `pay-${newId()}` }),
  }),
  "payroll.deregister": undoes,
  "account.create": deed({
    input: newHire,
    reference: ofNewHire,
    refuse: ({ email }) =>
      reservedNames.includes(userOf(email))
        ? declined("name_reserved", "This name is reserved; another has to be chosen by hand.")
        : null,
    result: ({ email }) => ({ accountId: `acc-${userOf(email)}`, enabled: false }),
  }),
  "account.delete": undoes,
  "account.activate": deed({
    input: activationInput,
    reference: ofNewHire,
    refuse: ({ accountId }) =>
      accountId === "" ? declined("no_account", "There is no account to activate.") : null,
    result: ({ access }) => ({ enabled: true, systems: access.map(({ system }) => system) }),
  }),
  "account.revoke": undoes,
  "equipment.order": deed({
    input: equipmentInput,
    reference: ofNewHire,
    amount: ({ items }) =>
      sumMoney(
        items.map(({ price }) => price),
        items[0]?.price.currency ?? "",
      ),
    refuse: ({ items }) => {
      const gone = items.find(({ sku }) => sku.endsWith("-EOL"));
      return gone === undefined ? null : declined("discontinued", `${gone.sku} is no longer made.`);
    },
    result: (_input, newId) => ({ equipmentOrderId: `eqo-${newId()}` }),
  }),
  "equipment.cancel": undoes,
  "documents.delete": deed({
    input: undoingInput.extend({
      toDelete: z.array(text).max(linesMax),
      toKeep: z.array(text).max(linesMax),
    }),
    reference: ofNewHire,
    result: ({ toDelete, toKeep }) => ({ deleted: toDelete, kept: toKeep }),
  }),
};
