import type { TaskOutcome } from "../../services/service-tasks/model.ts";
import type { Branch, BranchFlow, Flow } from "../flow/flow.ts";
import { flowOf } from "../flow/run-flow.ts";
import { type OnboardingStep, onboardingTasks } from "./tasks.ts";

const secondsPerDay = 86_400;
/** Twice the manager and once HR: all of it ends before the next talk, and the decision before the 90th day. */
const checkInSeconds = 4 * secondsPerDay;
/** A first day that nobody decides about has no second chance: what was prepared is undone. */
const startSeconds = 7 * secondsPerDay;
/** Late already. */
const lateSeconds = 7 * secondsPerDay;

type Part = BranchFlow<OnboardingStep>;
type Ask = { readonly waitSeconds: number };

/** How a step came out; who answers that it is over ends the flow, and undoes what was done. */
const answerTo = async (flow: Part, step: OnboardingStep, ask: Ask): Promise<TaskOutcome> => {
  const outcome = await flow.attempt(step, ask);
  const { status, reasonCode, message } = outcome;
  return status === "declined"
    ? flow.giveUp(step, { reasonCode: reasonCode ?? status, message: message ?? "" })
    : outcome;
};

const one =
  (step: OnboardingStep, ask: Ask): Branch<OnboardingStep> =>
  async (flow) => {
    await flow.attempt(step, ask);
  };

/** The system first; what it would not do, IT does by hand. */
const account = (ask: Ask) => async (flow: Part) => {
  const { status } = await flow.attempt("create-account", ask);
  if (status !== "completed") {
    await flow.attempt("set-up-account", ask);
  }
};

const equipment = (ask: Ask) => async (flow: Part) => {
  await flow.until("equipment-day");
  const { status } = await flow.attempt("order-equipment", ask);
  if (status !== "completed") {
    await flow.attempt("provide-equipment", ask);
  }
};

/** A new hire who says that they will not start ends it all. */
const papers = (ask: Ask) => async (flow: Part) => {
  await answerTo(flow, "collect-documents", ask);
};

/** Everybody at once, each until the first day at the latest. What does not come about is looked at then. */
const prepare = async (flow: Flow<OnboardingStep>): Promise<void> => {
  const { systems, hasEquipment, hasPapers, waitSeconds } = await flow.assess("preparation");
  const ask = { waitSeconds: Number(waitSeconds) };
  const owners = Array.from(
    { length: Number(systems) },
    (_none, index): OnboardingStep => `approve-access-${index + 1}`,
  );
  await flow.together("prepare", {
    contract: one("prepare-contract", ask),
    "background-check": one("check-background", ask),
    payroll: one("register-payroll", ask),
    account: account(ask),
    ...(hasEquipment === true ? { equipment: equipment(ask) } : {}),
    welcome: one("welcome-new-hire", ask),
    ...(hasPapers === true ? { papers: papers(ask) } : {}),
    ...Object.fromEntries(owners.map((step) => [step, one(step, ask)])),
  });
};

/** In the US the right to work is verified on paper, within three business days. */
const eligibility = async (flow: Part): Promise<void> => {
  const { isAsked, waitSeconds } = await flow.assess("eligibility");
  if (isAsked !== true) {
    return;
  }
  const inTime = await answerTo(flow, "verify-eligibility", { waitSeconds: Number(waitSeconds) });
  const isVerified = inTime.status === "completed";
  const { isReceipt } = isVerified
    ? inTime.told
    : await flow.must("verify-eligibility-late", { waitSeconds: lateSeconds });
  if (isReceipt === true) {
    await flow.until("receipt-day");
    await answerTo(flow, "replace-receipt", { waitSeconds: lateSeconds });
  }
};

type Asked = "check-in-30" | "check-in-60" | "check-in-90" | "decide-probation";

/** The manager, once more, then HR. What nobody answers stays open, and is in the log. */
const ask = async (flow: Part, step: Asked): Promise<void> => {
  for (const asked of [step, `${step}-again`, `${step}-by-hr`] as const) {
    const { status } = await answerTo(flow, asked, { waitSeconds: checkInSeconds });
    if (status === "completed") {
      return;
    }
  }
};

const firstQuarter = async (flow: Part): Promise<void> => {
  await flow.until("check-in-30-day");
  await ask(flow, "check-in-30");
  await flow.until("check-in-60-day");
  await ask(flow, "check-in-60");
  await flow.until("probation-day");
  await ask(flow, "decide-probation");
  await flow.until("check-in-90-day");
  await ask(flow, "check-in-90");
};

/**
 * An onboarding: approval, everything that is prepared, the first day wherever it is moved, and the first quarter.
 * Nothing is activated before the contract is signed and the background check is clear, unless the head of HR takes it
 * upon themselves. An offer that is rescinded, and an employment that ends by then, are undone in reverse.
 */
export const workflow = flowOf(onboardingTasks, async (flow) => {
  await flow.approve();
  await prepare(flow);
  await flow.until("start-day");
  const { isClear } = await flow.assess("clearance");
  if (isClear !== true) {
    await flow.must("decide-on-start", { waitSeconds: startSeconds });
  }
  await flow.must("activate-accounts");
  await flow.together("first-quarter", { eligibility, talks: firstQuarter });
});
