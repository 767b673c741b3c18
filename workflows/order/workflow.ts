import { flowOf } from "../flow/run-flow.ts";
import { orderTasks } from "./tasks.ts";

/**
 * An order: approval, then stock, payment and shipment. Authorized only after the approval: a hold on a card lapses
 * after some days, an approval may take longer. What the stock says of quantities and prices goes into the order, and a
 * total that has risen is approved anew before any money moves.
 */
export const workflow = flowOf(orderTasks, async (flow) => {
  await flow.approve();
  const { differs } = await flow.must("reserve-stock");
  if (differs === true) {
    await flow.revise("as-in-stock");
  }
  await flow.must("authorize-payment");
  await flow.must("capture-payment");
  await flow.must("create-shipment");
});
