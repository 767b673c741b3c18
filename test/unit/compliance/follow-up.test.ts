import { expect, test } from "vitest";
import { complianceExamples } from "../../../workflows/compliance/examples.ts";
import { complianceFollowUp } from "../../../workflows/compliance/follow-up.ts";
import { type CompliancePayload, compliancePayloadSchema } from "../../../workflows/compliance/payload.ts";

const full = complianceExamples[0] as CompliancePayload;
const now = new Date("2026-11-25T10:30:00Z");
const next = (payload: CompliancePayload, validMonths = 12) =>
  complianceFollowUp(payload, { validMonths }, now);

test.each([
  ["high", 12, "2026-11-25T10:30:00Z", "2027-10-26T10:30:00.000Z"],
  ["medium", 24, "2026-11-25T10:30:00Z", "2028-10-26T10:30:00.000Z"],
  ["low", 36, "2026-11-25T10:30:00Z", "2029-10-26T10:30:00.000Z"],
  ["high, cleared on a leap day", 12, "2028-02-29T00:00:00Z", "2029-01-29T00:00:00.000Z"],
])("a case comes up again thirty days before its clearance runs out: %s", (_tier, validMonths, from, at) => {
  expect(complianceFollowUp(full, { validMonths }, new Date(from)).at.toISOString()).toBe(at);
});

test.each([
  ["VC-7", undefined, "VC-7/2"],
  ["VC-7/2", "VC-7", "VC-7/3"],
  ["VC-7/9", "VC-7/8", "VC-7/10"],
  // The client app's own numbers may have a stroke in them.
  ["2026/117", undefined, "2026/117/2"],
  ["2026/117/2", "2026/117", "2026/117/3"],
])("the case after %s (a review of %s) is %s", (caseNumber, reviewOf, expected) => {
  const payload = { ...full, caseNumber, ...(reviewOf === undefined ? {} : { reviewOf }) };
  expect(next(payload).payload).toMatchObject({ caseNumber: expected, reviewOf: caseNumber });
});

test.each([
  ["a name of full length", { ...full, subject: { ...full.subject, name: "n".repeat(200) } }],
  [
    "a name that ends in half an emoji when it is cut",
    { ...full, subject: { ...full.subject, name: "😀".repeat(100) } },
  ],
  ["a number of full length", { ...full, caseNumber: "c".repeat(64) }],
  ["a number of full length, again", { ...full, caseNumber: `${"c".repeat(61)}/99`, reviewOf: "c" }],
])("what follows upon %s can be asked for", (_what, payload) => {
  const { title, payload: following } = next(payload);
  expect(compliancePayloadSchema.safeParse(following).error).toBeUndefined();
  expect([title.length <= 200, title.isWellFormed()]).toEqual([true, true]);
});

test("everything else is as it was", () => {
  const { caseNumber: _number, reviewOf: _of, ...rest } = next(full).payload;
  const { caseNumber: _first, ...before } = full;
  expect(rest).toEqual(before);
});
