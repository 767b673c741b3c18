import type { DecisionOutcome } from "../../../db/schema/statuses.ts";
import { outcomeOf } from "../../presentation/sentence.ts";
import { visibleLine } from "../../presentation/visible-text.ts";
import { momentText } from "./invitation.ts";
import type { MailContent, MailReader } from "./model.ts";
import { type Block, notice } from "./notice.ts";
import { namingFacts, noReplies, type RequestNamed } from "./request-named.ts";

export type DecisionRecordedInput = RequestNamed & {
  readonly approver: MailReader;
  readonly outcome: DecisionOutcome;
  /** RFC 3339. */
  readonly decidedAt: string;
  readonly stageName: string;
  readonly decidesFor: string | null;
  readonly reasonCode: string | null;
  readonly comment: string | null;
};

const subjects: Readonly<Record<DecisionOutcome, string>> = {
  approve: "You approved",
  reject: "You rejected",
  return: "You sent back",
  recuse: "You stood aside",
};

const facts = (input: DecisionRecordedInput): Block => {
  const { decidesFor, stageName, decidedAt, reasonCode, approver } = input;
  return {
    facts: [
      ...namingFacts(input),
      { label: "Stage", value: visibleLine(stageName) },
      ...(decidesFor === null ? [] : [{ label: "Decided for", value: visibleLine(decidesFor) }]),
      { label: "Decided", value: momentText(decidedAt, approver) },
      ...(reasonCode === null ? [] : [{ label: "Reason", value: visibleLine(reasonCode) }]),
    ],
  };
};

/** Pure: the mail that tells a person what was just decided in their name, so that somebody else's doing comes out. */
export const decisionRecorded = (input: DecisionRecordedInput): MailContent => {
  const { tenantName, title, approver, outcome, comment } = input;
  const deed = outcomeOf(outcome, "this request");
  return notice({
    tenantName,
    subject: `${subjects[outcome]}: ${title}`,
    heading: title,
    blocks: [
      { paragraph: visibleLine(`Hello ${approver.name}: you ${deed}. Your decision is recorded.`) },
      facts(input),
      ...(comment === null || comment === "" ? [] : [{ label: "You wrote", quote: comment }]),
      {
        paragraph: visibleLine(
          `Was it not you? Then tell ${tenantName} at once: somebody else has used the link that we mailed to you.`,
        ),
      },
    ],
    footer: `You get this mail because a decision was recorded in your name. ${noReplies}`,
  });
};
