import { expect, test } from "vitest";
import { readPayload } from "../../../services/kinds/read-payload.ts";
import { kind } from "../../../workflows/agent-action/contract.ts";

const asked = {
  tool: "email.send",
  arguments: { to: "ann@acme.example" },
  reason: "She asked for it",
  effect: "Sends a mail",
  risk: "low",
  reversible: false,
};

const pointersOf = (change: object): readonly string[] => {
  const read = readPayload(kind, { ...asked, ...change });
  return read.ok ? [] : read.errors.map(({ pointer }) => pointer);
};

const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });

test.each([
  ["an action as it comes", {}, []],
  ["no arguments at all", { arguments: {} }, []],
  ["a tool with spaces", { tool: "rm -rf" }, ["/tool"]],
  ["arguments that are a list", { arguments: [] }, ["/arguments"]],
  ["two hundred values", { arguments: { ids: Array.from({ length: 200 }, () => 1) } }, []],
  [
    "more values than a person reads",
    { arguments: { ids: Array.from({ length: 201 }, () => 1) } },
    ["/arguments"],
  ],
  ["arguments nested too deep", { arguments: { a: nested(8) } }, ["/arguments"]],
  ["a number that JSON does not carry exactly", { arguments: { id: 2 ** 53 } }, ["/arguments"]],
  ["a text that is too long", { arguments: { text: "x".repeat(32_768) } }, ["/arguments"]],
  ["an unknown risk", { risk: "none" }, ["/risk"]],
  ["reading that cannot be undone", { risk: "read_only" }, ["/reversible"]],
  ["a cost below nothing", { cost: { amount: "-1.00", currency: "EUR" } }, ["/cost/amount"]],
  ["a field that we do not know", { approved: true }, ["/approved"]],
])("%s", (_what, change, pointers) => {
  expect(pointersOf(change)).toEqual(pointers);
});

test("what is over already is not asked about", () => {
  const facts = { before: null, now: new Date("2026-01-01T00:00:00Z"), past: [], settings: {} };
  const read = readPayload(kind, { ...asked, expiresAt: "2026-01-01T00:00:00Z" });
  if (!read.ok) throw new Error("the payload is valid");
  expect(kind.checkFacts?.(read.payload, facts)).toMatchObject([{ pointer: "/expiresAt" }]);
});

test("the agent's words are marked as its own, and every argument is there with its type", () => {
  const read = readPayload(kind, { ...asked, arguments: { to: ["5", 5], "a/b": null, none: {} } });
  if (!read.ok) throw new Error("the payload is valid");
  const { facts, tables } = read.content;
  expect(facts.map(({ label }) => label)).toEqual([
    "Please note",
    "Tool",
    "Effect, in the agent's words",
    "Reason, in the agent's words",
    "How far it reaches",
  ]);
  expect(tables[0]?.rows).toEqual([
    ["to/0", "string", "5"],
    ["to/1", "number", "5"],
    ["a~1b", "nothing", "null"],
    ["none", "object", "{}"],
  ]);
});

test("exactly the same call that was rejected before is told", () => {
  const read = readPayload(kind, asked);
  if (!read.ok) throw new Error("the payload is valid");
  const now = new Date("2026-01-08T00:00:00Z");
  const keys = kind.keysOf?.(read.payload) ?? [];
  const past = keys.map((key) => ({
    id: "req_1",
    status: "rejected" as const,
    key,
    amount: null,
    requesterEmail: "agent@acme.example",
    createdAt: new Date("2026-01-07T12:00:00Z"),
    run: null,
  }));
  const findings = kind.findingsOf?.(read.payload, { before: null, now, past, settings: {} }) ?? {};
  expect(findings).toEqual({ grantId: null, sameToolLastDay: 1, rejectedBefore: 1 });
  const told = kind.describe(read.payload, findings).facts.map(({ label }) => label);
  expect(told).toEqual(expect.arrayContaining(["Asked before", "Same tool"]));
});
