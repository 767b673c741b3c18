import type { GenericPayload } from "./payload.ts";

const full: GenericPayload = {
  fields: [
    { label: "Event", value: "Trade fair in Cologne" },
    { label: "Days", value: 3 },
    { label: "Travels by train", value: true },
    { label: "Hotel", value: { amount: "480.00", currency: "EUR" } },
  ],
  details: "Two customers have asked to meet there.",
  amount: { amount: "1250.00", currency: "EUR" },
};

/** With an amount, which most policies ask about, and nothing else. */
const spare: GenericPayload = { fields: [], amount: { amount: "10.00", currency: "EUR" } };

export const genericExamples: readonly GenericPayload[] = [full, spare];
