import type { AgentActionPayload } from "./payload.ts";
import type { ReviewTable } from "../../services/kinds/model.ts";

/** A value that holds no others: the JSON pointer to it without its first slash, its type, and the value. */
export type ArgumentRow = readonly [where: string, type: string, value: string];

const escapeToken = (token: string): string => token.replaceAll("~", "~0").replaceAll("/", "~1");

const typeOf = (value: unknown): string => {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "list";
  return typeof value === "object" ? "object" : typeof value;
};

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const rowsOf = (value: unknown, where: string): readonly ArgumentRow[] =>
  typeof value === "object" && value !== null && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([name, inner]) =>
        rowsOf(inner, where === "" ? escapeToken(name) : `${where}/${escapeToken(name)}`),
      )
    : [[where, typeOf(value), textOf(value)]];

/**
 * Pure: every argument, down to the last value, with its type: "5" and 5 are not the same call. A path names one place
 * only, whatever characters a name holds.
 */
export const argumentRows = (named: AgentActionPayload["arguments"]): readonly ArgumentRow[] =>
  Object.keys(named).length === 0 ? [] : rowsOf(named, "");

/** The arguments as a person reads them before they approve. */
export const argumentsTable = ({ arguments: named }: AgentActionPayload): ReviewTable => ({
  title: "Arguments, as the agent would send them",
  columns: [
    { label: "Argument", align: "start" },
    { label: "Type", align: "start" },
    { label: "Value", align: "start" },
  ],
  rows: argumentRows(named),
});
