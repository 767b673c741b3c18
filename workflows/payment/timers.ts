import type { TimerDefinition } from "../../services/runs/definitions.ts";
import { bankWindow } from "./bank-window.ts";
import type { PaymentPayload } from "./payload.ts";
import type { PaymentSettings } from "./settings.ts";

/** When the bank takes the payment next. By the clock of now: whoever wakes after the cut-off sleeps until the next day. */
const bankOpens: TimerDefinition<PaymentPayload> = {
  at: ({ payload, settings }, { now }) =>
    bankWindow(payload.requestedExecutionDate, now, settings as PaymentSettings).opensAt,
};

export const paymentTimers = { "next-window": bankOpens, "later-window": bankOpens } as const;
