import type { EditField, EditForm, FieldError } from "../../services/kinds/model.ts";
import type { AgentActionPayload } from "./payload.ts";

type Named = AgentActionPayload["arguments"];

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const labelOf = (name: string, value: unknown): string =>
  typeof value === "string" ? name : `${name} (as JSON)`;

const notJson: unique symbol = Symbol("not JSON");
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return notJson;
  }
};

const inOneForm = (text: string): string => text.replaceAll(/\r\n?/g, "\n");

/** Text stays text; everything else is JSON, and what was untouched is what it was, however a browser breaks its lines. */
const valueOf = (before: unknown, text: string): unknown => {
  const entered = inOneForm(text);
  if (entered === inOneForm(textOf(before))) return before;
  return typeof before === "string" ? entered : parse(entered);
};

const apply = (payload: AgentActionPayload, entered: Readonly<Record<string, string>>) => {
  const errors: FieldError[] = [];
  const named: [string, unknown][] = Object.entries(payload.arguments).map(([name, before], index) => {
    const text = entered[String(index)];
    const value = text === undefined ? before : valueOf(before, text);
    if (value === notJson)
      errors.push({ pointer: `/${index}`, message: `${name} must be JSON, like ${JSON.stringify(before)}` });
    return [name, value];
  });
  return errors.length > 0
    ? { errors }
    : { payload: { ...payload, arguments: Object.fromEntries(named) as Named } };
};

/**
 * An approver changes the values of arguments, one field each; the tool, the names and the agent's words stay. Fields go
 * by their place, since a name may be anything.
 */
export const agentActionEditForm: EditForm<AgentActionPayload> = {
  label: "Change the arguments",
  fields: ({ arguments: named }): readonly EditField[] =>
    Object.entries(named).map(([name, value], index) => ({
      name: String(index),
      label: labelOf(name, value),
      value: textOf(value),
    })),
  apply,
};
