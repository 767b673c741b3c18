import { completed } from "../model.ts";
import type { Input } from "../../systems/order-inputs.ts";
import type { Effect } from "./effect.ts";

/** Hands the lines to the carrier. Nothing undoes it, so the ledger is all that keeps it. */
export const createShipment: Effect<Input<"shipping.create">> = async ({ newId }, input) => {
  const { orderNumber, shipTo, lines } = input;
  const shipmentId = `shp_${newId()}`;
  return completed(
    { shipmentId },
    { amount: null, reference: orderNumber, detail: { shipmentId, shipTo, lines } },
  );
};
