import { Temporal } from "temporal-polyfill";
import type { Findings, FollowUp } from "../../services/kinds/model.ts";
import type { CompliancePayload } from "./payload.ts";

/** How long before a clearance runs out its review is asked for, in days. */
const leadDays = 30;
const titleMaxCharacters = 200;

/** The case after this one: "VC-7", "VC-7/2", "VC-7/3". */
const nextNumber = (caseNumber: string): string => {
  const [, base = caseNumber, count = "1"] = /^(.*?)(?:\/([0-9]+))?$/.exec(caseNumber) ?? [];
  return `${base}/${Number(count) + 1}`;
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
    title: `Review of ${payload.subject.name}`.slice(0, titleMaxCharacters),
    payload: { ...payload, caseNumber: nextNumber(payload.caseNumber), reviewOf: payload.caseNumber },
  };
};
