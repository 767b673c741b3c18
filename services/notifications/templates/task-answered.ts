import { visibleLine } from "../../presentation/visible-text.ts";
import { momentText } from "./invitation.ts";
import type { MailContent } from "./model.ts";
import { type Block, notice } from "./notice.ts";
import { noReplies } from "./request-named.ts";
import type { TaskMailInput } from "./task-invitation.ts";

export type TaskAnsweredInput = TaskMailInput & {
  /** What the answer is called on the form. */
  readonly answer: string;
  /** What was entered with it. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly documents: readonly {
    readonly label: string;
    readonly fileName: string;
    readonly sha256: string;
  }[];
  readonly comment: string | null;
  /** RFC 3339. */
  readonly answeredAt: string;
};

const facts = (input: TaskAnsweredInput): Block => ({
  facts: [
    { label: "Your answer", value: visibleLine(input.answer), strong: true },
    ...input.facts,
    ...input.documents.map(({ label, fileName, sha256 }) => ({
      label,
      value: `${visibleLine(fileName)}\nSHA-256 ${sha256}`,
    })),
    { label: "Answered", value: momentText(input.answeredAt, input.participant) },
  ],
});

/** Pure: the mail that tells a person what was just answered in their name, so that somebody else's doing comes out. */
export const taskAnswered = (input: TaskAnsweredInput): MailContent => {
  const { tenantName, title, participant, comment } = input;
  return notice({
    tenantName,
    subject: `You answered: ${title}`,
    heading: title,
    blocks: [
      { paragraph: visibleLine(`Hello ${participant.name}: your answer is recorded.`) },
      facts(input),
      ...(comment === null || comment === "" ? [] : [{ label: "You wrote", quote: comment }]),
      {
        paragraph: visibleLine(
          `Was it not you? Then tell ${tenantName} at once: somebody else has used the link that we mailed to you.`,
        ),
      },
    ],
    footer: `You get this mail because an answer was recorded in your name. ${noReplies}`,
  });
};
