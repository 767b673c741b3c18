import { expect, test } from "vitest";
import { type ConditionInput, compileCondition } from "../../../services/policies/conditions.ts";
import { requesterOf, requestFor } from "./directory.ts";

const request = requestFor("NW-10912", { ...requesterOf("emp-2"), attributes: { department: "sales" } });

const ask = (text: string, input: ConditionInput = request) => {
  const condition = compileCondition(text);
  return condition.ok ? condition.evaluate(input) : condition;
};

test.each([
  'amount > 5000.0 && payload.shipTo.country != "USA"',
  "amount > 5000",
  "amount != 6200",
  "amount * 2 > 12401",
  "payload.lines[0].quantity > 5.0",
  "payload.lines[0].quantity * 1.5 > 2",
  "payload.lines[0].discountPercent == 25",
  "payload.lines.exists(line, line.discountPercent > 20)",
  "payload.lines.filter(line, line.quantity > 0).all(line, line.discountPercent < 99.5)",
  "payload.shipTo.postalCode == null",
  'currency in ["EUR", "USD"]',
  'requester.attributes.department == "sales"',
  "!has(requester.attributes.grade)",
  "findings.riskScore >= 60 && findings.riskScore < 99.5",
  "!findings.kyc.hit && findings.kyc.list == null",
  'findings.creditBand in ["A", "B"] && !has(findings.fraud)',
  "history.requestsLast30Days < 3 && history.totalLast30Days + amount > 7000",
])("%s is true of a real order", (text) => {
  expect(ask(text)).toEqual({ ok: true, matches: true });
});

test.each([
  ["amount >", "Unexpected token: EOF"],
  ["amounts > 1", "Unknown variable: amounts"],
  ["history.request > 1", "No such key: request"],
  ['amount > "5"', "no such overload: double > string"],
  ["findings > 1", "no such overload: map<dyn, dyn> > int"],
  ["amount", "must answer yes or no, but its value is of type double"],
  ["payload.urgent", "must answer yes or no; compare the value, for example with == true"],
  ['currency.matches("(a+)+$")', "the function matches is not available in conditions"],
  ["cel.bind(x, amount, x > 1.0)", "the function bind is not available in conditions"],
  [
    "payload.lines.exists(a, payload.lines.exists(b, a == b))",
    "exists must not stand inside another all, exists, exists_one, filter or map",
  ],
  [`payload.lines.all(a, ${Array(20).fill("a.quantity > 0").join(" && ")})`, /^all has \d+ parts inside/],
  [`amount > ${Array(22).fill("1").join("+")}`, "it has 21 additions; at most 20 are allowed"],
  [`${"!".repeat(600)}true`, "Exceeded maxAstNodes (500)"],
  [`${"(".repeat(40)}true${")".repeat(40)}`, "Exceeded maxDepth (30)"],
])("%s is refused when it is saved", (text, message) => {
  const condition = compileCondition(text);
  expect(condition.ok).toBe(false);
  if (!condition.ok) expect(condition.message).toMatch(message);
});

test.each([
  ["payload.discount > 1", "No such key: discount"],
  ["payload.lines[99].quantity > 1", /out of bounds/],
  ["payload.constructor == null", "No such key: constructor"],
  ["findings.score > 1", "No such key: score"],
  ["payload.total > 1", /no such overload/],
])("%s cannot be answered, and says so instead of throwing", (text, message) => {
  expect(ask(text)).toMatchObject({ ok: false, message: expect.stringMatching(message) });
});

test("a condition on the amount fails for a request that has none", () => {
  expect(ask("amount > 5.0", { ...request, amount: null })).toEqual({
    ok: false,
    message: "Unknown variable: amount",
  });
});

test("a payload beyond the limits of conditions is a verdict too", () => {
  const long = { ...request, payload: { lines: Array(501).fill(1) } };
  expect(ask("true", long)).toEqual({ ok: false, message: "a list has more than 500 items" });
  const deep = JSON.parse(`${"[".repeat(5000)}${"]".repeat(5000)}`);
  expect(ask("true", { ...request, payload: deep })).toMatchObject({ ok: false });
});
