import { wait } from "../../stand-in/wait.ts";
import { hangMilliseconds } from "../limits.ts";
import { messageResponse } from "../refusal.ts";
import type { Rule } from "../switches/model.ts";

/** Leaves the caller without an outcome in the way the rule says; stops to hang when nobody waits any more. */
export const misbehave = async (rule: Rule, signals: readonly AbortSignal[]): Promise<Response> => {
  if (rule.behavior === "accept-later") return Response.json({ outcome: "accepted" }, { status: 202 });
  if (rule.behavior !== "timeout") return messageResponse(500, rule.message ?? "A switch fails this task.");
  await wait(hangMilliseconds, signals);
  return messageResponse(504, rule.message ?? "A switch lets this task time out.");
};
