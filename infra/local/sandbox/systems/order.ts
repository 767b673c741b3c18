import { authorizePayment } from "../tasks/effects/authorize-payment.ts";
import { capturePayment } from "../tasks/effects/capture-payment.ts";
import { createShipment } from "../tasks/effects/create-shipment.ts";
import { refundPayment } from "../tasks/effects/refund-payment.ts";
import { releaseStock } from "../tasks/effects/release-stock.ts";
import { reserveStock } from "../tasks/effects/reserve-stock.ts";
import { voidPayment } from "../tasks/effects/void-payment.ts";
import { inputSchemas } from "./order-inputs.ts";
import { play, type System } from "./play.ts";

const ofOrder = ({ orderNumber }: { readonly orderNumber: string }): string => orderNumber;
/** What names something made earlier: its row knows the order. */
const ofEarlier = (): null => null;

/** Stock, payment and shipping. */
export const orderSystem: System = {
  "stock.reserve": play({ input: inputSchemas["stock.reserve"], reference: ofOrder, play: reserveStock }),
  "stock.release": play({ input: inputSchemas["stock.release"], reference: ofEarlier, play: releaseStock }),
  "payment.authorize": play({
    input: inputSchemas["payment.authorize"],
    reference: ofOrder,
    play: authorizePayment,
  }),
  "payment.capture": play({
    input: inputSchemas["payment.capture"],
    reference: ofEarlier,
    play: capturePayment,
  }),
  "payment.void": play({ input: inputSchemas["payment.void"], reference: ofEarlier, play: voidPayment }),
  "payment.refund": play({
    input: inputSchemas["payment.refund"],
    reference: ofEarlier,
    play: refundPayment,
  }),
  "shipping.create": play({
    input: inputSchemas["shipping.create"],
    reference: ofOrder,
    play: createShipment,
  }),
};
