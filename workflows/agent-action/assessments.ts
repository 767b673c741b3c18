import { tokenLifeSeconds } from "../../services/agent-actions/model.ts";
import type { AssessmentDefinition } from "../../services/runs/definitions.ts";
import { type AgentActionPayload, expiryOf } from "./payload.ts";

const millisecondsPerSecond = 1000;

/** Pure: how long the action may still be carried out: as long as a token lives, or until it is of no use. */
export const secondsLeft = (payload: AgentActionPayload, now: Date): number => {
  const expiry = expiryOf(payload);
  if (expiry === null) return tokenLifeSeconds;
  const left = Math.floor((expiry.getTime() - now.getTime()) / millisecondsPerSecond);
  return Math.max(0, Math.min(tokenLifeSeconds, left));
};

export const agentActionAssessments = {
  "time-left": {
    judge: ({ payload }, { now }) => ({ finds: {}, tells: { seconds: secondsLeft(payload, now) } }),
  },
} as const satisfies Readonly<Record<string, AssessmentDefinition<AgentActionPayload>>>;
