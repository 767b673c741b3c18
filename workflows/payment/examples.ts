import type { PaymentPayload } from "./payload.ts";

const eur = (amount: string) => ({ amount, currency: "EUR" });

/** A batch of two invoices, to a payee whose bank details were changed. */
const full: PaymentPayload = {
  endToEndId: "BATCH-2026-0117",
  payee: {
    name: "Norddeutsche Papier GmbH",
    account: { iban: "DE89370400440532013000" },
    country: "DE",
    changedOn: "2026-01-12",
  },
  debtor: { name: "Northwind Traders", account: { iban: "NL91ABNA0417164300" } },
  requestedExecutionDate: "2026-01-19",
  remittance: "Invoices of January",
  total: eur("1250.00"),
  lines: [
    { endToEndId: "INV-4711", amount: eur("1000.00"), remittance: "Invoice 4711" },
    { endToEndId: "INV-4712", amount: eur("250.00"), remittance: "Invoice 4712, less 2% discount" },
  ],
};

/** One payment, with everything left out that it may do without, between accounts without IBANs. */
const spare: PaymentPayload = {
  endToEndId: "RENT 2026/01",
  payee: {
    name: "Elgin Warehouses Inc.",
    account: { accountNumber: "000123456789", routingNumber: "021000021" },
    country: "US",
  },
  debtor: {
    name: "Northwind Traders",
    account: { accountNumber: "998877665", routingNumber: "011401533" },
  },
  requestedExecutionDate: "2026-01-30",
  total: { amount: "8400.00", currency: "USD" },
};

export const paymentExamples: readonly PaymentPayload[] = [full, spare];
