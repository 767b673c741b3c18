import { type ByHand, type ByHandInput, byHandSchema } from "./model.ts";

const valueMaxCharacters = 2_000;

const words = (text: string): string => text.replaceAll(/[._]/g, " ").replaceAll(/([a-z])([A-Z])/g, "$1 $2");
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();

const isMoney = (value: object): value is { amount: string; currency: string } =>
  "amount" in value && "currency" in value;

const valueText = (value: unknown): string => {
  if (typeof value === "string") return value;
  if (typeof value === "object" && value !== null && isMoney(value))
    return `${value.amount} ${value.currency}`;
  return JSON.stringify(value);
};

/** What a text of the form may not hold; a system's answer, of which the input may be made, may. */
const controlCharacters = /(?![\t\n\r])\p{Cc}/gu;

/** As it can be shown: a cut goes through no character. */
const shownText = (value: unknown): string =>
  valueText(value)
    .slice(0, valueMaxCharacters)
    .replace(/[\uD800-\uDBFF]$/, "")
    .replaceAll(controlCharacters, "\uFFFD");

const factsOf = (input: Readonly<Record<string, unknown>>) =>
  Object.entries(input)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => ({ label: sentence(words(name)), value: shownText(value) }))
    .filter(({ value }) => value.trim() !== "");

/** What a person answers who looked, and found that there was nothing to undo. */
export const nothingToUndoAnswer = "nothingToUndo";

const nothingToUndo = {
  name: nothingToUndoAnswer,
  label: "There was nothing to undo",
  tone: "act",
  outcome: "completed",
} as const;

type Asked = {
  readonly type: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Whether it undoes an earlier task, of which it is perhaps not known whether it was done. */
  readonly undoes?: boolean;
};

/**
 * Pure: what a person is asked: the kind's own form, or, where it has none, whether the work is done, with what a
 * system would have been told.
 */
export const handFormOf = (own: ByHandInput | undefined, { type, input, undoes = false }: Asked): ByHand =>
  byHandSchema.parse(
    own ?? {
      title: sentence(words(type)),
      instructions: "Please carry this out, and tell us when it is done or why it cannot be done.",
      facts: factsOf(input),
      answers: [
        { name: "done", label: "Mark as done", tone: "good", outcome: "completed" },
        ...(undoes ? [nothingToUndo] : []),
        {
          name: "cannotBeDone",
          label: "Cannot be done",
          tone: "bad",
          outcome: "declined",
          reasonCode: "cannot_be_done",
          comment: "required",
        },
      ],
    },
  );
