import type { TaskDefinition } from "../../services/service-tasks/model.ts";
import { accountText } from "./account.ts";
import { bankAnswer, callBankForm, lookUpForm, postingForm, settleReleaseForm } from "./by-hand.ts";
import type { PaymentPayload } from "./payload.ts";

type Definition = TaskDefinition<PaymentPayload>;

/** What a payment file says, for the bank; `valueDate` is the day on which it can be carried out as things stand. */
const fileOf: Definition["input"] = ({ payload: payment, findings }) => ({
  endToEndId: payment.endToEndId,
  payee: payment.payee,
  debtor: payment.debtor,
  total: payment.total,
  valueDate: findings["valueDate"],
  ...(payment.remittance === undefined ? {} : { remittance: payment.remittance }),
  ...(payment.lines === undefined ? {} : { lines: payment.lines }),
});

const ofId: Definition["input"] = ({ payload: { endToEndId } }) => ({ endToEndId });

/** Whether the account can pay it. */
const funds: Definition = {
  type: "funds.check",
  input: ({ payload: { endToEndId, debtor, total } }) => ({ endToEndId, account: debtor.account, total }),
};

/** Whether the payee stands on a sanctions list. A hit clears or stops nothing by itself: a person looks at it. */
const screening: Definition = {
  type: "payee.screen",
  input: ({ payload: { endToEndId, payee } }) => ({
    endToEndId,
    name: payee.name,
    country: payee.country,
    account: payee.account,
  }),
  tells: ({ hit }) => ({ isHit: hit !== false }),
  finds: ({ hit }) => ({ payeeHit: hit !== false }),
};

const hit: Definition = {
  type: "payee_hit.clear",
  input: ({ payload: { endToEndId, payee, total } }) => ({
    endToEndId,
    name: payee.name,
    country: payee.country,
    account: accountText(payee.account),
    total,
  }),
};

/**
 * Gives the file to the bank: called once. An answer that does not come says nothing about what the bank did, so the next
 * thing is to look the payment up by its end-to-end id, and never to call again.
 */
const release: Definition = { type: "payment_file.release", commits: true, once: true, input: fileOf };

const lookUp: Definition = {
  type: "payment_file.look_up",
  input: ofId,
  byHand: lookUpForm,
  tells: (result) => ({ knows: result["known"] ?? result["answer"] }),
};

/** A query about what the bank has said, or will say, of a file that it has. */
const bankQuestion = (type: string): Definition => ({
  type,
  input: ofId,
  byHand: callBankForm,
  tells: bankAnswer,
});

/**
 * What a payment asks of the tenant's systems and people, by step. Checks before the release stand there twice: they
 * are made again when the payment has waited, or was edited, since the first.
 */
export const paymentTasks = {
  "check-funds": funds,
  "screen-payee": screening,
  "clear-hit": hit,
  "check-funds-again": funds,
  "screen-payee-again": screening,
  "clear-hit-again": hit,
  "release-file": release,
  "look-up-file": lookUp,
  "release-file-again": release,
  "look-up-file-again": lookUp,
  "settle-release": { type: "release_incident.settle", input: fileOf, byHand: settleReleaseForm },
  "await-acknowledgement": bankQuestion("bank_acknowledgement.await"),
  "query-acknowledgement": bankQuestion("bank_acknowledgement.query"),
  "settle-acknowledgement": bankQuestion("acknowledgement_incident.settle"),
  "post-payment": {
    type: "payment_posting.create",
    undoneBy: "reverse-posting",
    input: ({ payload: { endToEndId, debtor, total, lines = [] } }) => ({
      endToEndId,
      account: debtor.account,
      total,
      ...(lines.length === 0 ? {} : { lines }),
    }),
  },
  "settle-posting": {
    type: "posting_incident.settle",
    undoneBy: "reverse-posting-by-hand",
    input: ({ payload: { endToEndId, total } }) => ({ endToEndId, total }),
    byHand: postingForm,
  },
  reconcile: bankQuestion("bank_statement.reconcile"),
  "settle-reconciliation": bankQuestion("reconciliation_incident.settle"),
  "reverse-posting": {
    type: "payment_posting.reverse",
    input: ({ payload: { endToEndId, total } }, earlier) => ({
      endToEndId,
      total,
      postingId: earlier("post-payment").result["postingId"],
      postTaskId: earlier("post-payment").id,
    }),
  },
  "reverse-posting-by-hand": {
    type: "posting_incident.reverse",
    input: ({ payload: { endToEndId, total } }) => ({ endToEndId, total }),
  },
} as const satisfies Readonly<Record<string, Definition>>;

export type PaymentStep = keyof typeof paymentTasks;
