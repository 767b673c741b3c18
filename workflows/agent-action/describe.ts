import type { Findings, ReviewContent, ReviewFact } from "../../services/kinds/model.ts";
import { formatMoney } from "../../services/money/format.ts";
import { argumentsTable } from "./arguments-table.ts";
import type { AgentActionPayload } from "./payload.ts";

const reach: Readonly<Record<AgentActionPayload["risk"], string>> = {
  read_only: "It says that it only reads",
  low: "It says that little can go wrong",
  high: "It says that much can go wrong",
};

/** How far the action reaches, as far as the agent says: the risk, and whether there is a way back. */
const blastRadius = ({ risk, reversible }: AgentActionPayload): string => {
  if (risk === "read_only") return `${reach[risk]}, and changes nothing.`;
  return `${reach[risk]}, and that it ${reversible ? "can" : "cannot"} be undone.`;
};

const times = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** What we know of it ourselves. */
const experience = ({ rejectedBefore, sameToolLastDay }: Findings): ReviewFact[] => {
  const told: ReviewFact[] = [];
  if (typeof rejectedBefore === "number" && rejectedBefore > 0)
    told.push({
      label: "Asked before",
      value: `Exactly this was rejected ${times(rejectedBefore, "time")} in the last week.`,
    });
  if (typeof sameToolLastDay === "number" && sameToolLastDay > 0)
    told.push({
      label: "Same tool",
      value: `${times(sameToolLastDay, "other request")} in the last 24 hours.`,
    });
  return told;
};

/**
 * What an approver sees of an action. Every word and value of the agent's is marked as its own; what is approved is the
 * tool with its arguments, whatever the words say.
 */
export const describeAgentAction = (payload: AgentActionPayload, findings: Findings): ReviewContent => {
  const { tool, effect, reason, cost, expiresAt } = payload;
  return {
    facts: [
      {
        label: "Please note",
        value:
          "A software agent wrote what follows, and nobody has checked it. You approve the tool with the arguments below, and nothing else.",
      },
      { label: "Tool", value: tool },
      { label: "Effect, in the agent's words", value: effect },
      { label: "Reason, in the agent's words", value: reason },
      { label: "How far it reaches", value: blastRadius(payload) },
      ...(expiresAt === undefined ? [] : [{ label: "Of use until", value: expiresAt }]),
      ...experience(findings),
    ],
    tables: [argumentsTable(payload)],
    totals:
      cost === undefined
        ? []
        : [{ label: "Cost, as the agent says", value: formatMoney(cost), strong: true }],
  };
};
