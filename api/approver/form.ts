import type { Review } from "../../services/links/index.ts";
import { readText } from "../pages/form-body.ts";

/** A comment of 2,000 characters outside Latin takes up to 18,000 bytes in a form; the tokens come on top. */
export const formMaxBytes = 32 * 1024;
export const commentMaxCharacters = 2_000;
const controlCharacters = /(?![\t\n])\p{Cc}/gu;

const outcomes = ["approve", "reject", "return", "recuse"] as const;
export type Outcome = (typeof outcomes)[number];
export const isOutcome = (text: string | null): text is Outcome =>
  outcomes.some((outcome) => outcome === text);

export const readComment = (form: URLSearchParams): string => readText(form, "comment");

export type FormFaults = {
  readonly outcome?: string;
  readonly reasonCode?: string;
  readonly comment?: string;
};

/** What the person sent, to be shown again in the form. */
export type Draft = {
  readonly outcome: Outcome | null;
  readonly reasonCode: string | null;
  readonly comment: string;
};

/** What the stage wants said with an answer. */
export type Demands = Pick<Review, "commentRequiredFor" | "reasonCodes">;

export type ReviewForm =
  | { readonly ok: true; readonly choice: Draft & { readonly outcome: Outcome } }
  | { readonly ok: false; readonly draft: Draft; readonly faults: FormFaults };

const missingComments: Readonly<Record<Outcome, string>> = {
  approve: "Write a comment.",
  reject: "Write a comment: a rejection needs a reason.",
  return: "Write a comment: say what has to change.",
  recuse: "Write a comment.",
};

const commentFault = (comment: string, outcome: Outcome | null, demands: Demands): string | null => {
  if (comment.length > commentMaxCharacters) {
    return `The comment is too long: it has ${comment.length} characters, and may have ${commentMaxCharacters}.`;
  }
  if (comment.search(controlCharacters) !== -1) {
    return "The comment held invisible control characters. They have been taken out: check the text, then continue again.";
  }
  const isRequired = demands.commentRequiredFor.some((wanting) => wanting === outcome);
  return outcome !== null && isRequired && comment === "" ? missingComments[outcome] : null;
};

/** A reason belongs to a rejection; beside any other answer what stands in its field is left over. */
const reasonFault = ({ outcome, reasonCode }: Draft, { reasonCodes }: Demands): string | null =>
  outcome !== "reject" || reasonCodes.length === 0 || reasonCode !== null
    ? null
    : "Choose a reason for the rejection.";

/** Pure: what the form holds, whole or not. A reason that the stage does not name is none. */
export const readDraft = (form: URLSearchParams, { reasonCodes }: Pick<Demands, "reasonCodes">): Draft => {
  const outcome = form.get("outcome");
  return {
    outcome: isOutcome(outcome) ? outcome : null,
    reasonCode: reasonCodes.find((code) => code === form.get("reasonCode")) ?? null,
    comment: readComment(form).replaceAll(controlCharacters, ""),
  };
};

/** Pure: the answer with its reason and comment, or what is wrong with each in words for the person who typed them. */
export const readReviewForm = (form: URLSearchParams, demands: Demands): ReviewForm => {
  const draft = readDraft(form, demands);
  const { outcome, reasonCode } = draft;
  const comment = readComment(form);
  const faulty = commentFault(comment, outcome, demands);
  const unreasoned = reasonFault(draft, demands);
  if (outcome !== null && faulty === null && unreasoned === null) {
    return {
      ok: true,
      choice: { outcome, comment, reasonCode: outcome === "reject" ? reasonCode : null },
    };
  }
  const faults = {
    ...(outcome === null ? { outcome: "Choose one of the answers." } : {}),
    ...(unreasoned === null ? {} : { reasonCode: unreasoned }),
    ...(faulty === null ? {} : { comment: faulty }),
  };
  return { ok: false, draft, faults };
};
