import { flowOf } from "../flow/run-flow.ts";
import { orderTasks } from "./tasks.ts";

/**
 * An order: approval, then stock, payment and shipment. Authorized only after the approval: a hold on a card lapses
 * after some days, an approval may take longer.
 */
export const workflow = flowOf(orderTasks, async (flow) => {
  await flow.approve();
  await flow.must("reserve-stock");
  await flow.must("authorize-payment");
  await flow.must("capture-payment");
  await flow.must("create-shipment");
});
