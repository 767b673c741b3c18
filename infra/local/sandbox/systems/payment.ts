import { z } from "zod";
import { textSchema } from "../../../../services/kinds/text.ts";
import { toMinorUnits } from "../../../../services/money/minor-units.ts";
import { nonNegativeMoneySchema } from "../../../../services/money/model.ts";
import { linesMax, textCharactersMax } from "../limits.ts";
import type { Scene } from "../tasks/effects/effect.ts";
import { completed, declined, idSchema } from "../tasks/model.ts";
import { deed, inquiry, later, play, type System, undoing } from "./play.ts";

const text = textSchema(textCharactersMax);
const accountSchema = z.record(text, text);
/** No account here holds a million, in any currency: a payment of so many minor units or more finds no funds. */
const fundsMinorUnits = 100_000_000n;
/** Whoever has this in their name stands on the sandbox's sanctions list. */
const listedName = /\bblocked\b/i;

const lineSchema = z.strictObject({
  endToEndId: idSchema,
  amount: nonNegativeMoneySchema,
  remittance: text,
});
const lines = z.array(lineSchema).max(linesMax).optional();
const ofPayment = z.strictObject({ endToEndId: idSchema });
const ofId = ({ endToEndId }: { readonly endToEndId: string }): string => endToEndId;

/** The file that a bank has by that id, or none. */
const findFile = async ({ sql, key }: Scene, endToEndId: string): Promise<string | null> => {
  const [row] = await sql<{ fileId: string }[]>`
    select detail ->> 'fileId' as "fileId" from local_sandbox.ledger
    where tenant_id = ${key.tenantId} and type = 'payment_file.release' and reference = ${endToEndId}`;
  return row?.fileId ?? null;
};

const found = (result: Readonly<Record<string, unknown>>) => ({
  answer: { outcome: "completed", result } as const,
  entry: null,
});

/** The bank, its statements, a sanctions list and the ledger of whoever pays. */
export const paymentSystem: System = {
  "funds.check": inquiry({
    input: z.strictObject({
      endToEndId: idSchema,
      account: accountSchema,
      total: nonNegativeMoneySchema,
    }),
    reference: ofId,
    answer: ({ total }) =>
      toMinorUnits(total) >= fundsMinorUnits
        ? declined("insufficient_funds", "The account does not hold so much.")
        : { available: true },
  }),
  "payee.screen": inquiry({
    input: z.strictObject({
      endToEndId: idSchema,
      name: text,
      country: text,
      account: accountSchema,
    }),
    reference: ofId,
    answer: ({ name }) => ({ hit: listedName.test(name), list: "sandbox", listVersion: "2026-01" }),
  }),
  "payment_file.release": play({
    input: z.strictObject({
      endToEndId: idSchema,
      payee: z.strictObject({
        name: text,
        account: accountSchema,
        country: text,
        changedOn: text.optional(),
      }),
      debtor: z.strictObject({ name: text, account: accountSchema }),
      total: nonNegativeMoneySchema,
      valueDate: text,
      remittance: text.optional(),
      lines,
    }),
    reference: ofId,
    /** As banks do: an id is taken once, whoever sends it again. */
    play: async (scene, { endToEndId, total, valueDate }) => {
      if ((await findFile(scene, endToEndId)) !== null) {
        return declined("duplicate_end_to_end_id", "The bank has a payment of that id already.");
      }
      const result = { fileId: `pmt_${scene.newId()}`, valueDate };
      return completed(result, { amount: total, reference: endToEndId, detail: result });
    },
  }),
  "payment_file.look_up": play({
    input: ofPayment,
    reference: ofId,
    play: async (scene, { endToEndId }) => {
      const fileId = await findFile(scene, endToEndId);
      return found(fileId === null ? { known: false } : { known: true, fileId });
    },
  }),
  "bank_acknowledgement.await": later({ input: ofPayment, reference: ofId }),
  "bank_acknowledgement.query": play({
    input: ofPayment,
    reference: ofId,
    play: async (scene, { endToEndId }) =>
      found({ status: (await findFile(scene, endToEndId)) === null ? "unknown" : "accepted" }),
  }),
  "payment_posting.create": deed({
    input: z.strictObject({
      endToEndId: idSchema,
      account: accountSchema,
      total: nonNegativeMoneySchema,
      lines,
    }),
    reference: ofId,
    amount: ({ total }) => total,
    result: (_input, newId) => ({ postingId: `pst_${newId()}` }),
  }),
  "payment_posting.reverse": undoing({
    input: z.strictObject({
      endToEndId: idSchema,
      total: nonNegativeMoneySchema,
      postingId: idSchema.optional(),
      postTaskId: idSchema,
    }),
    taskId: ({ postTaskId }) => postTaskId,
  }),
  "bank_statement.reconcile": later({ input: ofPayment, reference: ofId }),
};
