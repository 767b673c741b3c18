import { answerCallback } from "../../../../infra/local/lambda/machine/answer-callback.ts";
import { beginInvocation } from "../../../../infra/local/lambda/machine/begin-invocation.ts";
import { checkpoint } from "../../../../infra/local/lambda/machine/checkpoint.ts";
import { endInvocation } from "../../../../infra/local/lambda/machine/end-invocation.ts";
import { fireTimers } from "../../../../infra/local/lambda/machine/fire-timers.ts";
import {
  noteChildStarted,
  noteParentTold,
  settleChainedInvoke,
} from "../../../../infra/local/lambda/machine/settle-chained-invoke.ts";
import { startExecution } from "../../../../infra/local/lambda/machine/start-execution.ts";
import { stopExecution } from "../../../../infra/local/lambda/machine/stop-execution.ts";

/** The machine under test: the real one, or one with a bug planted in it. */
export const realMachine = {
  answerCallback,
  beginInvocation,
  checkpoint,
  endInvocation,
  fireTimers,
  noteChildStarted,
  noteParentTold,
  settleChainedInvoke,
  startExecution,
  stopExecution,
};

export type Machine = typeof realMachine;
