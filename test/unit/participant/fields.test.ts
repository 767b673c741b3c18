import { describe, expect, it } from "vitest";
import { readAnswer } from "../../../api/participant/read-answer.ts";
import { byHandSchema, type TaskField } from "../../../services/service-tasks/model.ts";

type Kind = TaskField["type"];

const formOf = (type: Kind, more: object = {}) =>
  byHandSchema.parse({
    title: "Form",
    instructions: "Fill it in.",
    answers: [
      {
        name: "done",
        label: "Done",
        tone: "good",
        outcome: "completed",
        fields: [{ name: "x", label: "X", type, ...more }],
      },
    ],
  });

const read = (type: Kind, typed: Readonly<Record<string, string>>, more: object = {}) =>
  readAnswer(formOf(type, more), new URLSearchParams({ answer: "done", ...typed }));

const choices = [
  { value: "full", label: "Full time" },
  { value: "half", label: "Half time" },
];
const moreOf = (type: Kind) => (type === "choice" ? { choices } : {});

describe("a typed field", () => {
  it.each([
    ["text", { "f-x": " Ada  " }, "Ada"],
    ["longText", { "f-x": "a\r\nb\tc" }, "a\nb\tc"],
    ["number", { "f-x": "-12.50" }, -12.5],
    ["money", { "f-x": "1250.00", "f-x-currency": "eur" }, { amount: "1250.00", currency: "EUR" }],
    ["date", { "f-x": "2028-02-29" }, "2028-02-29"],
    ["choice", { "f-x": "half" }, "half"],
    ["yesNo", { "f-x": "no" }, false],
  ] as const)("of %s becomes a value", (type, typed, value) => {
    expect(read(type, typed, moreOf(type))).toMatchObject({ ok: true, answer: { fields: { x: value } } });
  });

  it.each([
    ["text", { "f-x": "a\nb" }],
    ["text", { "f-x": "x".repeat(2_001) }],
    ["text", { "f-x": "a\u0007b" }],
    ["longText", { "f-x": "x".repeat(2_001) }],
    ["number", { "f-x": "1,250" }],
    ["number", { "f-x": "1e400" }],
    ["number", { "f-x": "NaN" }],
    ["money", { "f-x": "1250.005", "f-x-currency": "EUR" }],
    ["money", { "f-x": "-1", "f-x-currency": "EUR" }],
    ["money", { "f-x": "1250" }],
    ["money", { "f-x": "1250", "f-x-currency": "EURO" }],
    ["date", { "f-x": "2027-02-29" }],
    ["date", { "f-x": "25.11.2026" }],
    ["choice", { "f-x": "none" }],
    ["yesNo", { "f-x": "maybe" }],
    ["text", {}],
    ["yesNo", {}],
    ["money", {}],
  ] as const)("of %s that cannot be one is told: %j", (type, typed) => {
    const reading = read(type, typed as Readonly<Record<string, string>>, moreOf(type));
    expect(reading).toMatchObject({ ok: false, faults: { fields: { x: expect.any(String) as string } } });
  });

  it("that is not needed may be empty, and is then no part of the result", () => {
    for (const type of ["text", "number", "money", "date", "yesNo"] as const) {
      const reading = read(type, { "f-x": " " }, { required: false });
      expect(reading).toMatchObject({ ok: true, answer: { fields: {} } });
    }
  });

  it("takes nothing that the form does not ask for", () => {
    const reading = read("text", { "f-x": "Ada", "f-admin": "yes", "f-__proto__": "x" });
    expect(reading).toMatchObject({ ok: true, answer: { fields: { x: "Ada" }, comment: null } });
    expect(Object.keys(reading.ok ? reading.answer.fields : {})).toEqual(["x"]);
  });
});
