import { actionHash } from "../../services/agent-actions/action-hash.ts";
import type { Findings, KindFacts } from "../../services/kinds/model.ts";
import type { AgentActionPayload } from "./payload.ts";

const millisecondsPerDay = 86_400_000;
/** How far back an agent's earlier requests are looked at. */
export const pastDays = 7;

const toolKey = ({ tool }: AgentActionPayload): string => `tool:${tool}`;
const actionKey = (payload: AgentActionPayload): string => `action:${actionHash(payload).toString("hex")}`;

/** By the tool, and by exactly this call. */
export const agentActionKeys = (payload: AgentActionPayload): readonly string[] => [
  toolKey(payload),
  actionKey(payload),
];

/** What there is to know while nothing is: no grant, and nothing asked before. */
export const noAgentActionFindings = { grantId: null, sameToolLastDay: 0, rejectedBefore: 0 } as const;

/**
 * Pure: how often the tool was asked for in the last 24 hours, and how often exactly this call was rejected in the last
 * week: an agent that is told no may simply ask again. `grantId` is set when a standing grant approves it.
 */
export const agentActionFindings = (payload: AgentActionPayload, { now, past }: KindFacts): Findings => {
  const dayAgo = now.getTime() - millisecondsPerDay;
  return {
    ...noAgentActionFindings,
    sameToolLastDay: past.filter(
      ({ key, createdAt }) => key === toolKey(payload) && createdAt.getTime() >= dayAgo,
    ).length,
    rejectedBefore: past.filter(({ key, status }) => key === actionKey(payload) && status === "rejected")
      .length,
  };
};
