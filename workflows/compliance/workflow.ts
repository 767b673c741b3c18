import { flowOf } from "../flow/run-flow.ts";
import { complianceTasks } from "./tasks.ts";

const twoWeeksSeconds = 14 * 86_400;

/**
 * A compliance case: screening and risk, a person's look at what is prohibited, the evidence that is missing, the
 * approvals of the tier, the clearance. It comes up again when the clearance runs out, as a request of its own.
 */
export const workflow = flowOf(complianceTasks, async (flow) => {
  await flow.must("screen");
  const risk = await flow.assess("risk");
  if (risk["tier"] === "prohibited") {
    const { isSame } = await flow.must("review-prohibited");
    if (isSame === true) {
      await flow.reject({
        reasonCode: "prohibited",
        message: "The name is on a list that forbids business.",
      });
    }
    await flow.assess("risk-cleared");
  }
  if (risk["needsEvidence"] === true) {
    await flow.must("collect-evidence", { waitSeconds: twoWeeksSeconds });
  }
  await flow.approve();
  await flow.must("register");
  await flow.must("tell");
  await flow.followUp();
});
