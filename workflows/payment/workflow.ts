import type { TaskOutcome } from "../../services/service-tasks/model.ts";
import type { Flow } from "../flow/flow.ts";
import { flowOf } from "../flow/run-flow.ts";
import { type PaymentStep, paymentTasks } from "./tasks.ts";

type PaymentFlow = Flow<PaymentStep>;

/** A system answers within this; a person who releases by hand has it, too. */
const releaseWaitSeconds = 4 * 3_600;
/** For the bank's word on a file that it has; then it is asked. */
const acknowledgementWaitSeconds = 2 * 3_600;
/** For a question that the bank's system answers at once, and a person within a day. */
const questionWaitSeconds = 86_400;
/** Statements come on the next bank day, or after a long weekend. */
const statementWaitSeconds = 5 * 86_400;
/** For what only a person can find out. */
const incidentWaitSeconds = 30 * 86_400;

/**
 * A payment: approval by a maker's checkers, then funds, payee and limits, the bank's window, and the release, which
 * nothing takes back. What the bank says of it is waited for before it is posted; what the bank returns is reversed.
 */
export const workflow = flowOf(paymentTasks, async (flow) => {
  await flow.approve();
  await passChecks(flow, first);
  await reachWindow(flow);
  await releaseOnce(flow);
  await hearFromBank(flow, [
    ["await-acknowledgement", acknowledgementWaitSeconds],
    ["query-acknowledgement", questionWaitSeconds],
    ["settle-acknowledgement", incidentWaitSeconds],
  ]);
  await post(flow);
  await hearFromBank(flow, [
    ["reconcile", statementWaitSeconds],
    ["settle-reconciliation", incidentWaitSeconds],
  ]);
});

type Checks = {
  readonly what: string;
  readonly funds: PaymentStep;
  readonly payee: PaymentStep;
  readonly hit: PaymentStep;
  readonly limits: string;
};

const first: Checks = {
  what: "what-to-check",
  funds: "check-funds",
  payee: "screen-payee",
  hit: "clear-hit",
  limits: "limits",
};

const again: Checks = {
  what: "what-to-check-again",
  funds: "check-funds-again",
  payee: "screen-payee-again",
  hit: "clear-hit-again",
  limits: "limits-again",
};

const limitTexts: Readonly<Record<string, string>> = {
  over_payee_limit: "The payee would get more on this day than the limit allows.",
  over_day_limit: "The account would pay more on this day than the limit allows.",
};

/** Funds, the payee by the sanctions lists, and the limits as they stand by now. */
const passChecks = async (flow: PaymentFlow, checks: Checks): Promise<void> => {
  await flow.assess(checks.what);
  await flow.must(checks.funds);
  const { isHit } = await flow.must(checks.payee);
  if (isHit === true) {
    await flow.must(checks.hit);
  }
  const { over } = await flow.assess(checks.limits);
  if (typeof over === "string") {
    flow.giveUp("release-file", { reasonCode: over, message: limitTexts[over] ?? "" });
  }
};

/**
 * Sleeps until the bank takes the payment. What has waited, or was edited meanwhile and approved anew, is checked again;
 * what is edited even then is not released.
 */
const reachWindow = async (flow: PaymentFlow): Promise<void> => {
  const { isOpen } = await flow.assess("window");
  if (isOpen !== true) {
    await flow.until("next-window");
  }
  const { isSame } = await flow.assess("as-checked");
  if (isOpen === true && isSame === true) {
    return;
  }
  await passChecks(flow, again);
  const later = await flow.assess("window-again");
  if (later["isOpen"] !== true) {
    await flow.until("later-window");
  }
  const now = await flow.assess("as-checked-again");
  if (now["isSame"] !== true) {
    flow.giveUp("release-file", changed);
  }
};

const changed = {
  reasonCode: "changed_since_checked",
  message: "The payment was edited again while it was checked again: ask anew.",
} as const;

const reasonOf = ({ reasonCode, message }: TaskOutcome) => ({
  reasonCode: reasonCode ?? "declined",
  message: message ?? "",
});

/** Gives the payment to the bank, and again only where the bank, asked by the end-to-end id, does not know it. */
const releaseOnce = async (flow: PaymentFlow): Promise<void> => {
  const released = await flow.attempt("release-file", { waitSeconds: releaseWaitSeconds });
  if (released.status === "completed") {
    return;
  }
  if (released.status === "canceled") {
    flow.giveUp("release-file", changed);
  }
  if (released.status === "declined") {
    flow.giveUp("release-file", reasonOf(released));
  }
  const found = await flow.attempt("look-up-file", { waitSeconds: questionWaitSeconds });
  if (isKnown(found)) {
    return;
  }
  if (isUnknown(found)) {
    await releaseAgain(flow);
  } else {
    await settleRelease(flow);
  }
};

const releaseAgain = async (flow: PaymentFlow): Promise<void> => {
  const released = await flow.attempt("release-file-again", { waitSeconds: releaseWaitSeconds });
  if (released.status === "completed") {
    return;
  }
  // The first may have arrived meanwhile: a bank then declines the second, and still has the payment.
  const found = await flow.attempt("look-up-file-again", { waitSeconds: questionWaitSeconds });
  if (isKnown(found)) {
    return;
  }
  if (isUnknown(found) && released.status === "declined") {
    flow.giveUp("release-file-again", reasonOf(released));
  }
  await settleRelease(flow);
};

const settleRelease = async (flow: PaymentFlow): Promise<void> => {
  await flow.must("settle-release", { waitSeconds: incidentWaitSeconds });
};

/** Anything but a clear word is no word. */
const isKnown = ({ told }: TaskOutcome): boolean => told["knows"] === true || told["knows"] === "known";
const isUnknown = ({ told }: TaskOutcome): boolean => told["knows"] === false || told["knows"] === "unknown";

/** Asks one after the other until one of them tells what the bank did; the last is a person who finds it out. */
const hearFromBank = async (
  flow: PaymentFlow,
  questions: readonly (readonly [step: PaymentStep, waitSeconds: number])[],
): Promise<void> => {
  for (const [step, waitSeconds] of questions) {
    const outcome = await flow.attempt(step, { waitSeconds });
    if (outcome.told["verdict"] === "accepted") {
      return;
    }
    if (outcome.told["verdict"] === "rejected") {
      const { reasonCode } = outcome.told;
      flow.giveUp(step, {
        reasonCode: typeof reasonCode === "string" ? reasonCode : "rejected_by_bank",
        message: "The bank has rejected or returned the payment.",
      });
    }
    // A decline by whom the bank tells is the bank's; by whom is asked instead, it says nothing of the payment.
    if (outcome.status === "declined" && step === questions[0]?.[0]) {
      flow.giveUp(step, reasonOf(outcome));
    }
  }
  const last = questions.at(-1);
  if (last !== undefined) {
    flow.giveUp(last[0], { reasonCode: "no_answer", message: "Nobody has found out what the bank did." });
  }
};

/** The money has left: what the ledger does not take is posted by hand. */
const post = async (flow: PaymentFlow): Promise<void> => {
  const posted = await flow.attempt("post-payment");
  if (posted.status !== "completed") {
    await flow.must("settle-posting", { waitSeconds: incidentWaitSeconds });
  }
};
