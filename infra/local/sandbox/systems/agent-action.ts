import { z } from "zod";
import { idSchema } from "../tasks/model.ts";
import { deed, type System } from "./play.ts";

const action = { tool: idSchema, arguments: z.record(z.string(), z.unknown()) };

const noticeSchema = z.strictObject({ outcome: z.literal("approved"), agentEmail: idSchema, ...action });
const undoSchema = z.strictObject({ actTaskId: idSchema, ...action });

/**
 * The tenant's side of its agents: it hears that an agent may act, and undoes what one did and should not have. The deed
 * itself is the agent's, so that the ledger does not know it. Nothing is refused but by the switches.
 */
export const agentActionSystem: System = {
  "agent.notify": deed({ input: noticeSchema, reference: ({ agentEmail }) => agentEmail }),
  "agent.undo": deed({
    input: undoSchema,
    reference: ({ tool }) => tool,
    result: ({ actTaskId }) => ({ undone: actTaskId }),
  }),
};
