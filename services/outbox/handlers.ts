import type { OutboxKind } from "../../db/schema/statuses.ts";
import { completeCallback } from "../callbacks/complete.ts";
import { beginDelegation } from "../delegations/begin.ts";
import { sendMail } from "../notifications/send.ts";
import { followUp } from "../requests/follow-up.ts";
import { startRun } from "../runs/start.ts";
import { performTask } from "../service-tasks/perform.ts";
import { remindTask } from "../service-tasks/remind.ts";
import type { MessageHandler } from "./settle.ts";

/** What carries out each kind of message; each is safe to run twice. */
export const handlers: Readonly<Record<OutboxKind, MessageHandler>> = {
  "run.start": startRun,
  "callback.complete": completeCallback,
  "mail.send": sendMail,
  "task.perform": performTask,
  "delegation.begin": beginDelegation,
  "task.remind": remindTask,
  "request.follow_up": followUp,
};
