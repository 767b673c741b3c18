import { problems } from "../../../api/problem.ts";
import { type Action, actions, type Role, roles, type Status, type Verdict } from "./table.ts";

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const cell = (verdict: Verdict): string =>
  verdict === "ok" ? "yes" : `${problems[verdict].status} \`${verdict}\``;
const named = Object.entries(actions) as [string, Action][];
const list = (names: readonly string[]): string => names.join(", ");

const ofRole = (role: Role): string => {
  const refused = Map.groupBy(named, ([, { byRole }]) => cell(byRole[role]));
  const may = list((refused.get("yes") ?? []).map(([name]) => name));
  const mayNot = [...refused]
    .filter(([verdict]) => verdict !== "yes")
    .map(([verdict, those]) => `${verdict}: ${list(those.map(([name]) => name))}`);
  return row([roles[role], may === "" ? "nothing" : may, mayNot.join("; ")]);
};

const ofAction = ([name, { route, byStatus }]: [string, Action]): string => {
  const statuses = Object.entries(byStatus) as [Status, Verdict][];
  const may = statuses.filter(([, verdict]) => verdict === "ok").map(([status]) => status);
  const refusal = statuses.find(([, verdict]) => verdict !== "ok")?.[1];
  const open = refusal === undefined ? "every" : list(may);
  return row([name, `\`${route}\``, open, refusal === undefined ? "" : cell(refusal)]);
};

/** The table as the README has it: by role, then by status. */
export const renderWhoMay = (): string =>
  [
    row(["who", "may", "may not"]),
    "|---|---|---|",
    ...(Object.keys(roles) as Role[]).map(ofRole),
    "",
    row(["action", "route", "in status", "else"]),
    "|---|---|---|---|",
    ...named.map(ofAction),
  ].join("\n");
