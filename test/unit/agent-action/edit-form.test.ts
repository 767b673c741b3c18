import { expect, test } from "vitest";
import { agentActionEditForm } from "../../../workflows/agent-action/edit-form.ts";
import type { AgentActionPayload } from "../../../workflows/agent-action/payload.ts";

const payload: AgentActionPayload = {
  tool: "email.send",
  arguments: { text: "Dear Ann,\r\nhello ", count: 5, to: ["a@b.example"] },
  reason: "r",
  effect: "e",
  risk: "low",
  reversible: false,
};

const applied = (entered: Record<string, string>) => agentActionEditForm.apply(payload, entered);

test("what is untouched stays what it was, however a browser breaks its lines", () => {
  const entered = Object.fromEntries(
    agentActionEditForm.fields(payload).map(({ name, value }) => [name, value.replaceAll("\r\n", "\n")]),
  );
  expect(applied(entered)).toEqual({ payload });
});

test("text stays text and the rest is JSON", () => {
  expect(applied({ "0": "5", "1": "6", "2": "[]" })).toEqual({
    payload: { ...payload, arguments: { text: "5", count: 6, to: [] } },
  });
});

test("what is no JSON is told at its field", () => {
  expect(applied({ "1": "six" })).toEqual({
    errors: [{ pointer: "/1", message: "count must be JSON, like 5" }],
  });
});

test("fields that nobody asked for change nothing", () => {
  expect(applied({ "9": "x", tool: "rm" })).toEqual({ payload });
});
