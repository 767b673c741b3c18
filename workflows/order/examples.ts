import type { OrderPayload } from "./payload.ts";

const usd = (amount: string) => ({ amount, currency: "USD" });

/** With a region, a postal code and several lines. */
const full: OrderPayload = {
  orderNumber: "PO-1001",
  orderDate: "2026-01-05",
  requiredDate: "2026-02-02",
  customer: { id: "HUNGC", name: "Hungry Coyote Import Store", contact: "Yoshi Latimer" },
  shipTo: {
    name: "Hungry Coyote Import Store",
    street: "City Center Plaza, 516 Main St.",
    city: "Elgin",
    region: "OR",
    postalCode: "97827",
    country: "USA",
  },
  freight: usd("12.40"),
  lines: [
    {
      sku: "NW-011",
      description: "Queso Cabrales",
      quantity: 12,
      unitPrice: usd("14.00"),
      discountPercent: 12.5,
      lineTotal: usd("147.00"),
    },
    {
      sku: "NW-042",
      description: "Singaporean Hokkien Fried Mee",
      quantity: 10,
      unitPrice: usd("9.80"),
      discountPercent: 0,
      lineTotal: usd("98.00"),
    },
  ],
  total: usd("245.00"),
};

/** With everything left out that an order may do without. */
const spare: OrderPayload = {
  ...full,
  orderNumber: "PO-1002",
  shipTo: { ...full.shipTo, city: "Cork", country: "Ireland", region: null, postalCode: null },
  lines: full.lines.slice(1),
  total: usd("98.00"),
};

export const orderExamples: readonly OrderPayload[] = [full, spare];
