import { styleText } from "node:util";
import type { Timeline } from "./client.ts";

type Entry = Timeline["data"][number];

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const isTelling = (value: unknown): boolean =>
  typeof value === "object" && value !== null
    ? Object.keys(value).length > 0
    : value !== "" && value !== null;

/** What was found out, without braces and without what says nothing: `tier medium, riskScore 25`. */
const findings = (found: unknown): string =>
  Object.entries((found ?? {}) as Readonly<Record<string, unknown>>)
    .filter(([, value]) => isTelling(value))
    .map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");

const dayCharacters = "2026-11-25".length;

/** One line of a timeline in plain words. */
export const describeEntry = ({ action, detail }: Entry): string => {
  switch (action) {
    case "approval_request.created":
      return "requested";
    case "approval_request.routed":
      return `routed by rule "${text(detail["rule"])}"`;
    case "approval_request.approved":
      return `approved by the policy itself (rule "${text(detail["rule"])}")`;
    case "stage.opened":
      return `stage "${text(detail["name"])}" opened, mail sent`;
    case "decision.recorded":
      return `decided: ${text(detail["outcome"])} (${text(detail["via"]).replace("_", " ")})`;
    case "service_task.requested":
      return `asked for ${text(detail["type"])}`;
    case "service_task.completed":
      return `${text(detail["type"])} done`;
    case "service_task.declined":
    case "service_task.failed":
      return `${text(detail["type"])} ${action.slice("service_task.".length)}: ${text(detail["reasonCode"])}`;
    case "service_task.canceled":
      return `${text(detail["type"])} is not wanted any more`;
    case "approval_request.assessed":
      return `judged: ${findings(detail["findings"])}`;
    case "approval_request.rejected":
      return `rejected: ${text(detail["reasonCode"])}`;
    case "approval_request.follow_up_planned":
      return `"${text(detail["title"])}" planned for ${text(detail["at"]).slice(0, dayCharacters)}`;
    case "timer.set":
    case "timer.moved":
      return `sleeps until ${text(detail["dueAt"])}`;
    case "workflow_run.compensating":
      return "undoing what was done";
    default:
      return action.replace(".", " ").replaceAll("_", " ");
  }
};

const millisecondsPerSecond = 1000;

/** The entry with the time that has passed since the request's first. */
export const timelineLine = (label: string, entry: Entry, firstAt: string): string => {
  const seconds = (Date.parse(entry.at) - Date.parse(firstAt)) / millisecondsPerSecond;
  const by = entry.actor.type === "system" ? `system:${entry.actor.name ?? ""}` : entry.actor.type;
  return `${styleText("bold", label.padEnd(10))} ${`+${seconds.toFixed(2)} s`.padStart(9)}  ${describeEntry(entry)}  ${styleText("dim", by)}`;
};
