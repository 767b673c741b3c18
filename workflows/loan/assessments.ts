import type { Assessment, AssessmentDefinition } from "../../services/runs/definitions.ts";
import type { TaskSubject } from "../../services/service-tasks/model.ts";
import { conditionsOf } from "./conditions.ts";
import { lacking } from "./documents.ts";
import { type LoanFindings, readFindings } from "./findings.ts";
import { counterSchema, type LoanPayload } from "./payload.ts";
import { counterofferNoticeBy, dayOf, daysLater, decideBy, isOlder, secondsOf } from "./regulation-b.ts";
import { besideReport, scoreOf } from "./score.ts";
import { readScreening } from "./reports.ts";
import type { LoanSettings } from "./settings.ts";
import { hashTerms, isCounteroffer, isWithin, priceTerms, type Wanted } from "./terms.ts";

type Definition = AssessmentDefinition<LoanPayload>;
type Subject = TaskSubject<LoanPayload>;

/** Credit reports may be no older than this. */
const reportMaxAgeDays = 30;

const found = (finds: Partial<LoanFindings>, tells: Readonly<Record<string, unknown>> = {}): Assessment => ({
  finds,
  tells,
});

const settingsOf = ({ settings }: Subject): LoanSettings => settings as LoanSettings;
const wantedOf = ({ amount, termMonths }: Wanted): Wanted => ({ amount, termMonths });

/** What is offered next: what the applicant asked for instead, as far as it is approved, else what was approved. */
const nextOffer = (subject: Subject): Wanted => {
  const { countered = null } = readFindings(subject.findings);
  return countered !== null && isWithin(countered, subject.payload) ? countered : wantedOf(subject.payload);
};

/**
 * Weighs what the applicant asks for in place of an offer. What could never be lent, such as another currency, counts as
 * nothing said: the next offer is the same again.
 */
const weighCounter =
  (offer: string): Definition["judge"] =>
  ({ payload }, _facts, earlier) => {
    const counter = counterSchema.safeParse(earlier(offer).result);
    const isUsable = counter.success && counter.data.amount.currency === payload.amount.currency;
    return isUsable
      ? found({ countered: wantedOf(counter.data) }, { goesBeyond: !isWithin(counter.data, payload) })
      : found({ countered: null }, { goesBeyond: false });
  };

/** What a loan is judged by on its way, by step. */
export const loanAssessments = {
  completeness: {
    judge: (subject, { now }) => {
      const { payload } = subject;
      const { requiredDocuments, documentsDays } = settingsOf(subject);
      const missing = lacking(requiredDocuments, payload.documents ?? []);
      const today = dayOf(now);
      const applied = wantedOf(payload);
      return missing.length === 0
        ? found({ missing, applied, decideBy: decideBy(payload.receivedOn ?? today) }, { isComplete: true })
        : found(
            { missing, applied, completeBy: daysLater(today, documentsDays) },
            { isComplete: false, waitSeconds: secondsOf(documentsDays) },
          );
    },
  },
  completed: {
    judge: (_subject, { now }) => found({ missing: [], completeBy: "", decideBy: decideBy(dayOf(now)) }),
  },
  incomplete: { judge: () => found({ reasonCodes: ["application_incomplete"] }) },
  "identity-not-verified": { judge: () => found({ reasonCodes: ["identity_not_verified"] }) },
  "report-age": {
    judge: ({ findings }, { now }) =>
      found({}, { isStale: isOlder(readFindings(findings).creditReportOn, dayOf(now), reportMaxAgeDays) }),
  },
  score: {
    judge: ({ payload, findings }) =>
      found(besideReport(scoreOf(payload), readFindings(findings).openDefaults)),
  },
  conditions: {
    judge: (subject) =>
      found(
        {},
        {
          isNeeded: conditionsOf(subject).length > 0,
          waitSeconds: secondsOf(settingsOf(subject).documentsDays),
        },
      ),
  },
  "conditions-not-met": { judge: () => found({ reasonCodes: ["conditions_not_met"] }) },
  terms: {
    judge: (subject, { now }) => {
      const { offerDays, annualRatePercent } = settingsOf(subject);
      const { applied } = readFindings(subject.findings);
      const terms = priceTerms(nextOffer(subject), annualRatePercent);
      const today = dayOf(now);
      return found(
        {
          offered: { ...terms, termsHash: hashTerms(terms), standsUntil: daysLater(today, offerDays) },
          ...(isCounteroffer(applied, terms) ? { counterofferNoticeBy: counterofferNoticeBy(today) } : {}),
        },
        { waitSeconds: secondsOf(offerDays) },
      );
    },
  },
  /** Whether what the applicant agreed to is still within what is approved: it may have been edited meanwhile. */
  acceptance: {
    judge: ({ payload, findings }) => {
      const { offered } = readFindings(findings);
      return found({}, { stands: offered !== undefined && isWithin(offered, payload) });
    },
  },
  "first-counter": { judge: weighCounter("make-offer") },
  "second-counter": { judge: weighCounter("make-second-offer") },
  /** Whether the lists name somebody whom they did not name when the request was approved. */
  rescreening: {
    judge: ({ findings }, _facts, earlier) => {
      const { screeningMatches } = readFindings(findings);
      const { hit, matches } = readScreening(earlier("rescreen-sanctions").result);
      const isNew = hit && (matches.length === 0 || matches.some((one) => !screeningMatches.includes(one)));
      return found(isNew ? { reasonCodes: ["screening"] } : {}, { isNew });
    },
  },
} as const satisfies Readonly<Record<string, Definition>>;
