import type { TaskOutcome } from "../../services/service-tasks/model.ts";
import type { Flow } from "../flow/flow.ts";
import { flowOf } from "../flow/run-flow.ts";
import { type LoanStep, loanTasks } from "./tasks.ts";

type LoanFlow = Flow<LoanStep>;

/** What the applicant may be offered before it is enough, and what weighs what they ask for instead. */
const offers = [
  { step: "make-offer", weigh: "first-counter" },
  { step: "make-second-offer", weigh: "second-counter" },
  { step: "make-last-offer", weigh: null },
] as const;

/**
 * A loan: complete, identified, screened, scored; then the people; then what they made a condition, an offer that the
 * applicant takes, and the money. Whoever rejects it and wherever, the applicant is told the reasons.
 */
export const workflow = flowOf(
  loanTasks,
  async (flow) => {
    await complete(flow);
    await identify(flow);
    await reportOnCredit(flow);
    await flow.approve({ judge: "score" });
    await meetConditions(flow);
    await agree(flow);
    await payOut(flow);
  },
  { rejected: "send-adverse-action-notice" },
);

/** An application that lacks something is told so, with a date; without an answer it is not considered further. */
const complete = async (flow: LoanFlow): Promise<void> => {
  const { isComplete, waitSeconds } = await flow.assess("completeness");
  if (isComplete === true) {
    return;
  }
  await flow.must("send-incompleteness-notice");
  const { status } = await flow.attempt("collect-missing", { waitSeconds: Number(waitSeconds) });
  if (status !== "completed") {
    await flow.assess("incomplete");
    await flow.reject({
      reasonCode: "application_incomplete",
      message: "The applicant did not send what was missing.",
    });
  }
  await flow.assess("completed");
};

/** Hits go to people by the policy; only who cannot be identified at all is rejected here. */
const identify = async (flow: LoanFlow): Promise<void> => {
  const identity = await flow.attempt("verify-identity");
  if (identity.status === "declined") {
    await flow.assess("identity-not-verified");
    await flow.reject({
      reasonCode: "identity_not_verified",
      message: identity.message ?? "The applicant could not be identified.",
    });
  }
  if (identity.status !== "completed") {
    giveUp(flow, "verify-identity", identity);
  }
  await flow.must("screen-sanctions");
};

const reportOnCredit = async (flow: LoanFlow): Promise<void> => {
  await flow.must("pull-credit-report");
  const { isStale } = await flow.assess("report-age");
  if (isStale === true) {
    await flow.must("renew-credit-report");
  }
};

const meetConditions = async (flow: LoanFlow): Promise<void> => {
  const { isNeeded, waitSeconds } = await flow.assess("conditions");
  if (isNeeded !== true) {
    return;
  }
  const collected = await flow.attempt("collect-conditions", { waitSeconds: Number(waitSeconds) });
  const verified = collected.status === "completed" ? await flow.attempt("verify-conditions") : null;
  if (verified?.status !== "completed") {
    await flow.assess("conditions-not-met");
    await flow.must("send-withdrawal-notice");
    giveUp(flow, verified === null ? "collect-conditions" : "verify-conditions", verified ?? collected);
  }
};

/**
 * Offers until the applicant accepts. What they ask for instead is offered next if it was approved with the rest; more, or
 * for longer, is approved first. An offer that is declined or runs out is the end.
 */
const agree = async (flow: LoanFlow): Promise<void> => {
  for (const { step, weigh } of offers) {
    const { waitSeconds } = await flow.assess("terms");
    const answer = await flow.attempt(step, { waitSeconds: Number(waitSeconds) });
    if (answer.status !== "completed") {
      await flow.must("send-offer-notice");
      giveUp(flow, step, answer.status === "failed" ? { ...answer, reasonCode: "offer_expired" } : answer);
    }
    if (answer.told["answer"] === "accept") {
      const { stands } = await flow.assess("acceptance");
      if (stands === true) {
        return;
      }
    } else if (weigh !== null) {
      const { goesBeyond } = await flow.assess(weigh);
      if (goesBeyond === true) {
        await flow.revise("as-countered");
      }
    }
  }
  await flow.must("send-offer-notice");
  flow.giveUp("make-last-offer", { reasonCode: "no_agreement", message: "There was no agreement on terms." });
};

/** The lists may have changed since the approval, and so may the loan: both are looked at last. */
const payOut = async (flow: LoanFlow): Promise<void> => {
  await flow.must("rescreen-sanctions");
  const { isNew } = await flow.assess("rescreening");
  if (isNew === true) {
    await flow.must("send-withdrawal-notice");
    flow.giveUp("rescreen-sanctions", {
      reasonCode: "screening",
      message: "The lists name the applicant since the loan was approved.",
    });
  }
  const { stands } = await flow.assess("acceptance");
  if (stands !== true) {
    flow.giveUp("disburse", {
      reasonCode: "terms_changed",
      message: "What was agreed is no longer approved.",
    });
  }
  await flow.must("disburse");
  await flow.must("book");
};

const giveUp = (flow: LoanFlow, step: LoanStep, { reasonCode, message }: TaskOutcome): never =>
  flow.giveUp(step, { reasonCode: reasonCode ?? "failed", message: message ?? "" });
