import type { TaskDefinition, TaskSubject } from "../../services/service-tasks/model.ts";
import { documentNames } from "./documents.ts";
import { readFindings } from "./findings.ts";
import type { LoanPayload } from "./payload.ts";
import { reasonTexts } from "./scorecard.ts";
import { reasonsMax } from "./score.ts";
import { isCounteroffer } from "./terms.ts";

type Definition = TaskDefinition<LoanPayload>;
type Subject = TaskSubject<LoanPayload>;

/** Who is told and asked: the applicant, or the requester, who speaks for them. */
export const applicantOf = ({ payload, requester }: Subject): { email: string; name: string } =>
  payload.contact ?? requester;

type Reason = { readonly code: string; readonly text: string };

const reasonOf = (code: string): Reason => ({
  code,
  text: (reasonTexts as Readonly<Record<string, string>>)[code] ?? code.replaceAll("_", " "),
});

/** The specific reasons: those that the people gave who rejected it, else what was found against it. */
export const principalReasons = ({ rejectedFor = [], findings }: Subject): readonly Reason[] =>
  (rejectedFor.length > 0 ? rejectedFor : readFindings(findings).reasonCodes)
    .slice(0, reasonsMax)
    .map(reasonOf);

/**
 * What every notice of adverse action says, by 12 CFR 1002.9(a)(2): the specific reasons, or, where there are none on
 * record, that the applicant may ask for them within sixty days.
 */
const adverse = (subject: Subject) => {
  const reasons = principalReasons(subject);
  const { creditReportOn, decideBy, score } = readFindings(subject.findings);
  return {
    ...base(subject),
    reasons,
    mayAskForReasons: reasons.length === 0,
    score,
    creditReportOn,
    tellBy: decideBy,
  };
};

const base = (subject: Subject) => ({
  applicationNumber: subject.payload.applicationNumber,
  to: applicantOf(subject),
});

/** What the law has an applicant told in writing. Each is a deed, and stands in the lender's books. */
export const notices = {
  "send-incompleteness-notice": {
    type: "notice.send",
    input: (subject) => {
      const { missing, completeBy } = readFindings(subject.findings);
      return {
        ...base(subject),
        notice: "incompleteness",
        missing: missing.map((code) => ({ code, text: documentNames([code]) })),
        completeBy,
      };
    },
  },
  "send-adverse-action-notice": {
    type: "notice.send",
    afterEnd: true,
    input: (subject) => ({ notice: "adverse_action", ...adverse(subject) }),
  },
  /** What was approved comes to nothing: the conditions, or a screening. */
  "send-withdrawal-notice": {
    type: "notice.send",
    input: (subject) => ({ notice: "adverse_action", ...adverse(subject) }),
  },
  /** An offer of less than was asked for and that was not taken is adverse action; any other is simply over. */
  "send-offer-notice": {
    type: "notice.send",
    input: (subject) => {
      const { applied, offered, counterofferNoticeBy = "" } = readFindings(subject.findings);
      return isCounteroffer(applied, offered)
        ? { notice: "counteroffer_not_taken", ...adverse(subject), tellBy: counterofferNoticeBy }
        : { notice: "offer_not_taken", ...base(subject) };
    },
  },
} as const satisfies Readonly<Record<string, Definition>>;
