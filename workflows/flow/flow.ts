import type { DurableContext } from "@aws/durable-execution-sdk-js";
import type { RunInput } from "../../services/runs/model.ts";
import type { RequestStanding } from "../../services/runs/standing.ts";
import type { TaskOutcome } from "../../services/service-tasks/model.ts";
import { type Budget, newBudget, runApproval } from "../approval/workflow.ts";
import { patientRetry } from "../retry.ts";
import { performTask } from "../service-task/workflow.ts";
import { sleepUntil } from "../timer/workflow.ts";
import type { FlowActivities } from "./activities.ts";
import { failureOf, Halt, type HaltReason } from "./halt.ts";

const defaultWaitSeconds = 7 * 86_400;

type Told = Readonly<Record<string, unknown>>;

export type StepOptions = {
  /** How long the answer may take, by a system or a person; a week unless said otherwise. */
  readonly waitSeconds?: number;
};

export type ApproveOptions = {
  /** The assessment that comes before every round: what was edited meanwhile is judged anew before people are asked. */
  readonly judge?: string | null;
};

/** What a kind's script is written in. Every method is durable; the script between them must be deterministic. */
export type Flow<Step extends string = string> = {
  /** Asks for the approvals of the policy; the flow ends here when they are not given. */
  readonly approve: (options?: ApproveOptions) => Promise<void>;
  /** Has a service task done; a decline or a failure ends the flow and undoes what was done. Answers what the task tells. */
  readonly must: (step: Step, options?: StepOptions) => Promise<Told>;
  /** Has a service task done and answers how it came out, whatever that is. What it did is undone with the rest. */
  readonly attempt: (step: Step, options?: StepOptions) => Promise<TaskOutcome>;
  /** Judges the request by what was found so far. */
  readonly assess: (step: string) => Promise<Told>;
  /** Sleeps until the timer's moment; one that is moved by an edit is kept. */
  readonly until: (step: string) => Promise<void>;
  /**
   * Puts another payload in place of the request's; asks for approvals anew where the kind says that it must. One that is
   * refused ends the flow like a step that failed.
   */
  readonly revise: (step: string) => Promise<void>;
  /** Rejects the request in the policy's name, and ends the flow. */
  readonly reject: (reason: { readonly reasonCode: string; readonly message: string }) => Promise<never>;
  /** Plans the request that follows upon this one, where the kind has one. */
  readonly followUp: () => Promise<void>;
  /** Ends the flow as if the step had failed, and undoes what was done. */
  readonly giveUp: (step: Step, reason: { readonly reasonCode: string; readonly message: string }) => never;
  /** Does several things at the same time, each branch in its own order; goes on when all have ended, and ends them all when one gives up. */
  readonly together: (name: string, branches: Readonly<Record<string, Branch<Step>>>) => Promise<void>;
};

/** What runs beside others: everything but approvals, which the whole flow has to wait for. */
export type Branch<Step extends string = string> = (flow: BranchFlow<Step>) => Promise<void>;
export type BranchFlow<Step extends string = string> = Omit<
  Flow<Step>,
  "approve" | "together" | "reject" | "revise" | "followUp"
>;

/** What a flow has done so far: the same on every replay. */
export type Progress = {
  /** Done, or perhaps done, in the order in which it was asked for. */
  readonly done: string[];
  approvals: number;
  /** The request is pending again: an edit calls for new approvals. */
  isReopened: boolean;
  /** What judges the request before each round of approvals. */
  judge: string | null;
  readonly budget: Budget;
};

export const newProgress = (): Progress => ({
  done: [],
  approvals: 0,
  isReopened: false,
  judge: null,
  budget: newBudget(),
});

export type FlowParts = {
  readonly activities: FlowActivities;
  readonly run: RunInput;
  readonly context: DurableContext;
  readonly progress: Progress;
};

const noteStanding = (progress: Progress, standing: RequestStanding): void => {
  if (standing === "ended") {
    throw new Halt({ why: "over" });
  }
  if (standing === "pending" && progress.approvals > 0) {
    progress.isReopened = true;
  }
};

/** Asks for the approvals; again, in another round, as often as the request is reopened. */
const approve = async (parts: FlowParts): Promise<void> => {
  const { activities, run, context, progress } = parts;
  do {
    progress.isReopened = false;
    progress.approvals += 1;
    if (progress.judge !== null) {
      await assess(parts, progress.judge);
    }
    const outcome = await runApproval(
      activities,
      { run, budget: progress.budget, round: progress.approvals },
      context,
    );
    if (outcome === "ended") {
      throw new Halt({ why: "over" });
    }
    // What was edited while it was asked for starts over.
    progress.isReopened = outcome === "reopened";
  } while (progress.isReopened);
};

const attempt = async (
  { activities, run, context, progress }: FlowParts,
  step: string,
  { waitSeconds = defaultWaitSeconds }: StepOptions,
): Promise<TaskOutcome> => {
  const { outcome, request } = await performTask(activities, { run, step, waitSeconds }, context);
  if (outcome.status === "completed" || outcome.perhapsDone) {
    progress.done.push(step);
  }
  noteStanding(progress, request);
  return outcome;
};

const assess = ({ activities, run, context }: FlowParts, step: string): Promise<Told> =>
  context.step(`assess-${step}`, () => activities.assess({ ...run, step }), { retryStrategy: patientRetry });

/** What branches and the whole flow have in common. */
export const branchFlow = (parts: FlowParts): BranchFlow => {
  const { activities, run, context, progress } = parts;
  return {
    attempt: (step, options = {}) => attempt(parts, step, options),
    must: async (step, options = {}) => {
      const outcome = await attempt(parts, step, options);
      if (outcome.status !== "completed") {
        throw new Halt({ why: "step", step, outcome });
      }
      return outcome.told;
    },
    assess: (step) => assess(parts, step),
    until: async (step) => {
      noteStanding(progress, await sleepUntil(activities, { run, step }, context));
    },
    giveUp: (step, { reasonCode, message }) => {
      throw new Halt({ why: "step", step, outcome: { ...failed, reasonCode, message } });
    },
  };
};

const failed = { status: "failed", nothingToUndo: false, perhapsDone: false, told: {} } as const;

/** What a branch hands to the whole: a child context keeps no more of it than this, and no class. */
type BranchEnd = {
  readonly done: readonly string[];
  readonly isReopened: boolean;
  readonly halt: HaltReason | null;
};

const runBranch = async (parts: Omit<FlowParts, "progress">, branch: Branch): Promise<BranchEnd> => {
  const progress = { ...newProgress(), approvals: 1 };
  const ended = (halt: HaltReason | null): BranchEnd => ({
    done: progress.done,
    isReopened: progress.isReopened,
    halt,
  });
  try {
    await branch(branchFlow({ ...parts, progress }));
    return ended(null);
  } catch (error) {
    if (error instanceof Halt) {
      await stopOthers(parts, error.reason);
      return ended(error.reason);
    }
    throw error;
  }
};

/** What else is under way need not come about any more, and is not waited for. */
const stopOthers = async (
  { activities, run, context }: Omit<FlowParts, "progress">,
  reason: HaltReason,
): Promise<void> => {
  if (reason.why === "step") {
    const failure = failureOf(reason);
    await context.step("stop-the-others", () => activities.beginCompensation({ ...run, failure }), {
      retryStrategy: patientRetry,
    });
  }
};

const together = async (
  { activities, run, context, progress }: FlowParts,
  name: string,
  branches: Readonly<Record<string, Branch>>,
): Promise<void> => {
  const result = await context.parallel(
    name,
    Object.entries(branches).map(([branchName, branch]) => ({
      name: branchName,
      func: (child: DurableContext) => runBranch({ activities, run, context: child }, branch),
    })),
  );
  result.throwIfError();
  const ends = result.getResults();
  for (const end of ends) {
    progress.done.push(...end.done);
    progress.isReopened ||= end.isReopened && progress.approvals > 0;
  }
  // A step that did not come about has ended the branches beside it; they know only that it is over.
  const halts = ends.flatMap(({ halt }) => (halt === null ? [] : [halt]));
  const halt = halts.find(({ why }) => why === "step") ?? halts[0];
  if (halt !== undefined) {
    throw new Halt(halt);
  }
};

/** The whole flow. After anything that may have reopened the request, the approvals come first again. */
export const createFlow = (parts: FlowParts): Flow => {
  const { activities, run, context, progress } = parts;
  const own = branchFlow(parts);
  const approvedAgain = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = await work();
    if (progress.isReopened) {
      await approve(parts);
    }
    return result;
  };
  return {
    ...own,
    approve: ({ judge = null } = {}) => {
      progress.judge = judge;
      return approve(parts);
    },
    attempt: (step, options) => approvedAgain(() => own.attempt(step, options)),
    must: (step, options) => approvedAgain(() => own.must(step, options)),
    until: (step) => approvedAgain(() => own.until(step)),
    together: (name, branches) => approvedAgain(() => together(parts, name, branches)),
    revise: (step) =>
      approvedAgain(async () => {
        const { request, refused } = await context.step(
          `revise-${step}`,
          () => activities.revise({ ...run, step }),
          {
            retryStrategy: patientRetry,
          },
        );
        if (refused !== null) {
          throw new Halt({ why: "step", step, outcome: { ...failed, ...refused } });
        }
        noteStanding(progress, request);
      }),
    followUp: () =>
      context.step("plan-follow-up", () => activities.planFollowUp(run), { retryStrategy: patientRetry }),
    reject: async ({ reasonCode, message }) => {
      await context.step("reject", () => activities.reject({ ...run, reasonCode, message }), {
        retryStrategy: patientRetry,
      });
      throw new Halt({ why: "over" });
    },
  };
};
