import { flowOf } from "../flow/run-flow.ts";
import { agentActionTasks } from "./tasks.ts";

/** The tenant's system is told for as long as there is something to tell. */
const noticeSeconds = 15 * 60;

const tokenExpired = {
  reasonCode: "token_expired",
  message: "The agent did not carry out the action in time.",
};

/**
 * What an agent asks before it acts: approval, by people, a policy or a standing grant; then the agent redeems its token
 * and acts. An approval is soon stale: what is not carried out within the quarter of an hour is not carried out.
 */
export const workflow = flowOf(agentActionTasks, async (flow) => {
  await flow.approve();
  const { seconds } = await flow.assess("time-left");
  if (typeof seconds !== "number" || seconds <= 0) {
    flow.giveUp("carry-out-action", tokenExpired);
  }
  const waitSeconds = Number(seconds);
  await flow.together("approved", {
    action: async (branch) => {
      const outcome = await branch.attempt("carry-out-action", { waitSeconds });
      if (outcome.status !== "completed") {
        branch.giveUp("carry-out-action", tokenExpired);
      }
    },
    notice: async (branch) => {
      await branch.attempt("notify-agent", { waitSeconds: noticeSeconds });
    },
  });
});
