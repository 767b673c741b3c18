import { expect, test } from "vitest";
import { handFormOf } from "../../../services/service-tasks/hand-form.ts";

const valuesOf = (input: Record<string, unknown>) =>
  handFormOf(undefined, { type: "payment.capture", input }).facts.map(({ value }) => value);

test("a form is made of whatever a task is about", () => {
  expect(valuesOf({ note: `${"a".repeat(1_999)}😀` })).toEqual(["a".repeat(1_999)]);
  expect(valuesOf({ captureId: "a\u0007b", blank: " \n", empty: "", none: null })).toEqual(["a\uFFFDb"]);
  expect(valuesOf({ amount: { amount: "1.00", currency: "EUR" }, lines: [1] })).toEqual(["1.00 EUR", "[1]"]);
});
