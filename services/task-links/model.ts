import type { ByHand, HandAnswer } from "../service-tasks/model.ts";
import type { TaskState } from "./state.ts";

/** How many codes are mailed for one link within the window of `services/codes`, whoever holds it. */
export const taskCodesMax = 5;

/** What a person confirms: one of the answers with what was typed, and what exactly they were shown. Files come with it. */
export type ConfirmedAnswer = {
  readonly answerName: string;
  /** Without those that are files. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly comment: string | null;
  /** Hex; of the question. */
  readonly contentHash: string;
};

/** A file of a recorded answer. */
export type ShownDocument = {
  readonly label: string;
  readonly fileName: string;
  /** Hex. */
  readonly sha256: string;
};

/** An answer as it was recorded, for whoever gave it. */
export type RecordedAnswer = {
  readonly answer: HandAnswer;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly documents: readonly ShownDocument[];
  readonly comment: string | null;
  /** RFC 3339. */
  readonly answeredAt: string;
};

/** Everything that a participant's page and mails show: the form, whose it is, and nothing else of the request. */
export type AskedTask = {
  readonly state: TaskState;
  readonly tenantName: string;
  readonly form: ByHand;
  /** Hex. */
  readonly contentHash: string;
  /** RFC 3339. */
  readonly askedAt: string;
  readonly dueAt: string | null;
  /** How many others can still answer; the first answer counts. */
  readonly others: number;
  readonly participant: {
    readonly name: string;
    readonly email: string;
    readonly timeZone: string;
    readonly locale: string;
  };
  /** Only where the holder of this link has answered. */
  readonly recorded: RecordedAnswer | null;
};
