import type { OnboardingPayload } from "./payload.ts";

const usd = (amount: string) => ({ amount, currency: "USD" });

/** In the US, with everything that may be asked for. */
const full: OnboardingPayload = {
  newHire: { name: "Maria Anders", email: "maria.anders@alfreds.example", phone: "+1 202 555 0143" },
  position: "Sales Representative",
  department: "Sales",
  startDate: "2027-03-01",
  timeZone: "America/Los_Angeles",
  country: "US",
  manager: { email: "steven.buchanan@northwind.example", name: "Steven Buchanan" },
  managerTimeZone: "Europe/London",
  access: [
    {
      system: "CRM",
      role: "Sales",
      owner: { email: "laura.callahan@northwind.example", name: "Laura Callahan" },
    },
    { system: "Price lists", owner: { email: "andrew.fuller@northwind.example", name: "Andrew Fuller" } },
  ],
  equipment: [
    { sku: "LAPTOP-14", description: "Laptop, 14 inches", price: usd("1450.00") },
    { sku: "HEADSET", description: "Headset", price: usd("89.90") },
  ],
  salary: usd("68000.00"),
  documents: ["identity", "workAuthorization", "bankDetails"],
};

/** Elsewhere, with everything left out that an onboarding may do without. */
const spare: OnboardingPayload = {
  newHire: { name: "Hanna Moos", email: "hanna.moos@blauer.example" },
  position: "Accountant",
  department: "Finance",
  startDate: "2027-03-01",
  timeZone: "Europe/Berlin",
  country: "DE",
  manager: { email: "steven.buchanan@northwind.example", name: "Steven Buchanan" },
  access: [],
  equipment: [],
  salary: null,
  documents: [],
};

export const onboardingExamples: readonly OnboardingPayload[] = [full, spare];
