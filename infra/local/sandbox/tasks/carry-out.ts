import { authorizePayment } from "./effects/authorize-payment.ts";
import { capturePayment } from "./effects/capture-payment.ts";
import { createShipment } from "./effects/create-shipment.ts";
import type { Effect, Scene } from "./effects/effect.ts";
import { refundPayment } from "./effects/refund-payment.ts";
import { releaseStock } from "./effects/release-stock.ts";
import { reserveStock } from "./effects/reserve-stock.ts";
import { voidPayment } from "./effects/void-payment.ts";
import { type Done, type Input, inputSchemas, type Task, type TaskType } from "./model.ts";

const effects: { readonly [Type in TaskType]: Effect<Input<Type>> } = {
  "stock.reserve": reserveStock,
  "stock.release": releaseStock,
  "payment.authorize": authorizePayment,
  "payment.capture": capturePayment,
  "payment.void": voidPayment,
  "payment.refund": refundPayment,
  "shipping.create": createShipment,
};

/** Does a task by its type. Parsing once more is what ties the input's shape to the effect's. */
export const carryOut = (scene: Scene, { type, input }: Task): Promise<Done> => {
  const act = <Type extends TaskType>(known: Type): Promise<Done> => {
    const effect: Effect<Input<Type>> = effects[known];
    return effect(scene, inputSchemas[known].parse(input) as Input<Type>);
  };
  return act(type);
};
