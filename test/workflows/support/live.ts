import { newBudget, runApproval } from "../../../workflows/approval/workflow.ts";
import { createApprovalInMemory, run, type StagePlan } from "./approval-in-memory.ts";
import { createVirtualLambda, type Happening } from "./virtual-lambda.ts";

export const daySeconds = 86_400;
export const dayMilliseconds = daySeconds * 1000;
export const begun = Date.parse("2026-03-01T09:00:00Z");

type Vote = { readonly stage: string; readonly day: number; readonly outcome?: "approved" | "rejected" };
type Life = { readonly votes?: readonly Vote[]; readonly dies?: (invocation: number) => boolean };

/** Lives an approval to its end on the virtual clock. */
export const live = async (plans: readonly StagePlan[], { votes = [], dies }: Life = {}) => {
  const lambda = createVirtualLambda(begun);
  const approval = createApprovalInMemory(lambda, plans);
  const happenings = votes.map(
    ({ stage, day, outcome = "approved" }): Happening => ({
      at: begun + day * dayMilliseconds,
      act: () => approval.decide(stage, outcome),
    }),
  );
  const result = await lambda.run(
    (context) => runApproval(approval.activities, { run, budget: newBudget(), round: 1 }, context),
    {
      happenings,
      ...(dies === undefined ? {} : { dies }),
    },
  );
  const metered = lambda.operations();
  return { ...approval, result, metered, invocations: lambda.invocations(), endedAt: lambda.now() };
};
