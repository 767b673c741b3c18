import { flowOf } from "../flow/run-flow.ts";
import { genericTasks } from "./tasks.ts";

/** Anything that people have to say yes to; what follows from it is the client app's own matter. */
export const workflow = flowOf(genericTasks, async (flow) => {
  await flow.approve();
});
