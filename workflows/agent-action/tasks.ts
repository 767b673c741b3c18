import type { TaskDefinition } from "../../services/service-tasks/model.ts";
import type { AgentActionPayload } from "./payload.ts";

type Definition = TaskDefinition<AgentActionPayload>;

const actionOf = ({ tool, arguments: named }: AgentActionPayload) => ({ tool, arguments: named });

/**
 * What an agent's action asks of others, by step. The agent itself carries it out, by its token; the tenant's system is
 * told that it may, where there is one; what was carried out and is taken back afterwards is undone by a system or a person.
 */
export const agentActionTasks = {
  "carry-out-action": {
    type: "agent.act",
    awaitsAgent: true,
    undoneBy: "undo-action",
    input: ({ payload }) => actionOf(payload),
  },
  "notify-agent": {
    type: "agent.notify",
    optional: true,
    input: ({ payload, requester }) => ({
      outcome: "approved",
      agentEmail: requester.email,
      ...actionOf(payload),
    }),
  },
  "undo-action": {
    type: "agent.undo",
    input: ({ payload }, earlier) => ({
      ...actionOf(payload),
      actTaskId: earlier("carry-out-action").id,
    }),
  },
} as const satisfies Readonly<Record<string, Definition>>;
