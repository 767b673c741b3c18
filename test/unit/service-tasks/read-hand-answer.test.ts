import { describe, expect, it } from "vitest";
import { byHandSchema, type TaskField } from "../../../services/service-tasks/model.ts";
import { readHandAnswer } from "../../../services/service-tasks/read-hand-answer.ts";

const documents = new Set(["doc_1"]);
const types = ["text", "longText", "number", "money", "date", "choice", "yesNo", "file"] as const;
const choices = [{ value: "visa", label: "Visa" }];

const formWith = (fields: readonly Partial<TaskField>[], comment = "optional") =>
  byHandSchema.parse({
    title: "Authorize",
    instructions: "Please do.",
    answers: [
      { name: "done", label: "Done", tone: "good", outcome: "completed", comment, fields },
      { name: "no", label: "No", tone: "bad", outcome: "declined" },
    ],
  });

const read = (
  fields: readonly Partial<TaskField>[],
  given: Record<string, unknown>,
  comment: string | null = null,
  rule?: string,
) => readHandAnswer(formWith(fields, rule), { answerName: "done", fields: given, comment }, documents);

const pointers = (reading: ReturnType<typeof read>) =>
  reading.ok ? [] : reading.errors.map(({ pointer }) => pointer);

const fieldOf = (type: (typeof types)[number], more: Partial<TaskField> = {}) => ({
  name: "it",
  label: "It",
  type,
  ...(type === "choice" ? { choices } : {}),
  ...more,
});

describe("a field of a form", () => {
  const good: Record<string, unknown> = {
    text: "a-17",
    longText: "two\nlines",
    number: 12.5,
    money: { amount: "10.00", currency: "EUR" },
    date: "2026-11-23",
    choice: "visa",
    yesNo: false,
    file: "doc_1",
  };
  it.each(types)("of the type %s takes what it is for, and keeps it as it came", (type) => {
    expect(read([fieldOf(type)], { it: good[type] })).toMatchObject({ ok: true, fields: { it: good[type] } });
  });

  it.each([
    ["text", "two\nlines"],
    ["text", "x".repeat(2_001)],
    ["text", 1],
    ["longText", "x".repeat(2_001)],
    ["longText", "a\u0000b"],
    ["number", "12"],
    ["number", Number.NaN],
    ["date", "2026-02-30"],
    ["date", "23.11.2026"],
    ["choice", "amex"],
    ["yesNo", "yes"],
    ["file", "doc_2"],
    ["money", "10.00 EUR"],
  ] as const)("of the type %s does not take %j", (type, value) => {
    expect(pointers(read([fieldOf(type)], { it: value }))).toEqual(["/fields/it"]);
  });

  it("of money names what is wrong inside", () => {
    const value = { amount: "10.001", currency: "EUR" };
    expect(pointers(read([fieldOf("money")], { it: value }))).toEqual(["/fields/it/amount"]);
  });

  it.each([undefined, null, ""])("is missing when it is %j, and left out where it may be", (value) => {
    expect(pointers(read([fieldOf("text")], { it: value }))).toEqual(["/fields/it"]);
    expect(read([fieldOf("text", { required: false })], { it: value })).toMatchObject({
      ok: true,
      fields: {},
    });
  });

  it("may have the name of what every object has", () => {
    expect(pointers(read([fieldOf("text", { name: "constructor" })], {}))).toEqual(["/fields/constructor"]);
  });
});

describe("an answer", () => {
  it("does not take fields that it does not ask for", () => {
    expect(pointers(read([], { "a/b": 1 }))).toEqual(["/fields/a~1b"]);
  });

  it("has a comment where it must, and one that can be kept", () => {
    expect(pointers(read([], {}, "  ", "required"))).toEqual(["/comment"]);
    expect(pointers(read([], {}, "x".repeat(2_001)))).toEqual(["/comment"]);
    expect(read([], {}, "said so", "required")).toMatchObject({ ok: true, comment: "said so" });
  });

  it("is one of the form's", () => {
    const given = { answerName: "perhaps", fields: {}, comment: null };
    const reading = readHandAnswer(formWith([]), given, documents);
    expect(reading).toEqual({
      ok: false,
      errors: [{ pointer: "/answer", message: "must be one of: done, no" }],
    });
  });
});
