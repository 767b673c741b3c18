import { Temporal } from "temporal-polyfill";
import type { Findings, FollowUp } from "../../services/kinds/model.ts";
import { shorten } from "../../services/presentation/visible-text.ts";
import { codeMaxCharacters, type CompliancePayload } from "./payload.ts";

/** How long before a clearance runs out its review is asked for, in days. */
const leadDays = 30;
const titleMaxCharacters = 200;

/** A number that the client app gave itself and that merely looks so is no count. */
const countMaxDigits = 3;
const counted = new RegExp(`^(.+)/([1-9][0-9]{0,${countMaxDigits - 1}})$`, "u");

/** The case after this one: "VC-7", "VC-7/2", "VC-7/3". One that is too long for a count loses its end. */
const nextNumber = (caseNumber: string, isReview: boolean): string => {
  const [, base = caseNumber, count = "1"] = (isReview ? counted.exec(caseNumber) : null) ?? [];
  const suffix = `/${Number(count) + 1}`;
  return `${shorten(base, codeMaxCharacters - suffix.length)}${suffix}`;
};

/** Pure: the case comes up again a month before its clearance runs out: after a year, two or three, by its tier. */
export const complianceFollowUp = (
  payload: CompliancePayload,
  { validMonths }: Findings,
  now: Date,
): FollowUp<CompliancePayload> => {
  const until = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO("UTC")
    .add({ months: Number(validMonths) })
    .subtract({ days: leadDays });
  return {
    at: new Date(until.epochMilliseconds),
    title: shorten(`Review of ${payload.subject.name}`, titleMaxCharacters),
    payload: {
      ...payload,
      caseNumber: nextNumber(payload.caseNumber, payload.reviewOf !== undefined),
      reviewOf: payload.caseNumber,
    },
  };
};
