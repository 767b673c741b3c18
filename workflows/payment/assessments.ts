import type { AssessmentDefinition } from "../../services/runs/definitions.ts";
import { bankWindow } from "./bank-window.ts";
import { checkedForOf, stillHolds } from "./checked-for.ts";
import { type CheckedFor, spentByNow } from "./findings.ts";
import type { PaymentPayload } from "./payload.ts";
import type { PaymentSettings } from "./settings.ts";

type Definition = AssessmentDefinition<PaymentPayload>;

/** Notes what is being checked, so that an edit meanwhile does not pass by it. */
const toCheck: Definition = {
  judge: ({ payload }) => ({ finds: { checkedFor: checkedForOf(payload) } }),
};

const overWhich = (spent: ReturnType<typeof spentByNow>): string | null => {
  if (spent.overPayeeLimit) return "over_payee_limit";
  return spent.overDayLimit ? "over_day_limit" : null;
};

/** The limits again, by what has been approved since the payment was asked for. */
const limits: Definition = {
  judge: ({ payload }, facts) => {
    const spent = spentByNow(payload, facts);
    return { finds: spent, tells: { over: overWhich(spent) } };
  },
};

/** Whether the bank takes it now, and for which day it would. */
const window: Definition = {
  judge: ({ payload, settings }, { now }) => {
    const { valueDate, moved, isOpen } = bankWindow(
      payload.requestedExecutionDate,
      now,
      settings as PaymentSettings,
    );
    return { finds: { valueDate, valueDateMoved: moved }, tells: { isOpen } };
  },
};

/** Whether what was checked is what there is to be released. */
const asChecked: Definition = {
  judge: ({ payload, findings }) => ({
    finds: {},
    tells: { isSame: stillHolds(findings["checkedFor"] as CheckedFor | null, payload) },
  }),
};

/** Each has to be asked for under a name of its own. */
export const paymentAssessments = {
  "what-to-check": toCheck,
  "what-to-check-again": toCheck,
  limits,
  "limits-again": limits,
  window,
  "window-again": window,
  "as-checked": asChecked,
  "as-checked-again": asChecked,
} as const satisfies Readonly<Record<string, Definition>>;
