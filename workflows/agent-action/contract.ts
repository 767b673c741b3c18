import type { Kind } from "../../services/kinds/model.ts";
import { describeAgentAction } from "./describe.ts";
import { agentActionEditForm } from "./edit-form.ts";
import { agentActionExamples } from "./examples.ts";
import { agentActionFindings, agentActionKeys, noAgentActionFindings, pastDays } from "./experience.ts";
import {
  type AgentActionPayload,
  agentActionPayloadSchema,
  checkAgentAction,
  checkAgentActionFacts,
  expiryOf,
} from "./payload.ts";

export const kind: Kind<AgentActionPayload> = {
  name: "agent-action",
  functionName: "agentActionWorkflow",
  version: 1,
  payloadSchema: agentActionPayloadSchema,
  examples: agentActionExamples,
  check: checkAgentAction,
  checkFacts: checkAgentActionFacts,
  amountOf: ({ cost }) => cost ?? null,
  describe: describeAgentAction,
  keysOf: agentActionKeys,
  pastDays,
  findingsOf: agentActionFindings,
  noFindings: noAgentActionFindings,
  approversEdit: true,
  editForm: agentActionEditForm,
  actionOf: ({ tool, arguments: named, reversible }) => ({ tool, arguments: named, reversible }),
  usefulUntil: expiryOf,
  silenceRejects: true,
};
