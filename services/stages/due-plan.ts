import type { OnDeadline } from "../../db/schema/statuses.ts";

/** What the plan needs to know of an open stage. */
export type StageTiming = {
  readonly openedAt: Date;
  readonly deadlineAt: Date;
  /** Seconds after the opening, rising. */
  readonly reminderSeconds: readonly number[];
  readonly escalation: readonly { readonly afterSeconds: number }[];
  /** How many of each have been carried out. */
  readonly remindersDone: number;
  readonly escalationsDone: number;
  readonly onDeadline: OnDeadline;
};

/** Something that a stage is to do at a moment. */
export type DueMoment =
  /** `count`: how many reminders are done once this one is. */
  | { readonly what: "reminder"; readonly at: Date; readonly count: number }
  /** `count`: likewise, of the rungs of the ladder. */
  | { readonly what: "rung"; readonly at: Date; readonly count: number }
  | { readonly what: "end"; readonly at: Date; readonly onDeadline: OnDeadline };

export type DueNow = {
  /** In the order in which they are to be carried out. */
  readonly due: readonly DueMoment[];
  /** When to look again; null when the stage ends now. */
  readonly wakeAt: Date | null;
};

const millisecondsPerSecond = 1000;
const orderOfTies = { reminder: 0, rung: 1, end: 2 } as const;

/** A moment's time is that of the opening, to the millisecond, and so many whole seconds. */
const after = ({ openedAt }: StageTiming, seconds: number): Date =>
  new Date(openedAt.getTime() + seconds * millisecondsPerSecond);

/**
 * What is still to come in an open stage, in order. The deadline is the last: what was planned for that moment or
 * later is not done, because nobody could answer it.
 */
export const duePlan = (stage: StageTiming): readonly DueMoment[] => {
  const { reminderSeconds, escalation, remindersDone, escalationsDone, deadlineAt, onDeadline } = stage;
  const reminders = reminderSeconds.map(
    (seconds, index): DueMoment => ({ what: "reminder", at: after(stage, seconds), count: index + 1 }),
  );
  const rungs = escalation.map(
    ({ afterSeconds }, index): DueMoment => ({
      what: "rung",
      at: after(stage, afterSeconds),
      count: index + 1,
    }),
  );
  return [...reminders.slice(remindersDone), ...rungs.slice(escalationsDone)]
    .filter(({ at }) => at < deadlineAt)
    .concat({ what: "end", at: deadlineAt, onDeadline })
    .toSorted(
      (one, other) =>
        one.at.getTime() - other.at.getTime() || orderOfTies[one.what] - orderOfTies[other.what],
    );
};

/**
 * What is due now, and when to wake next. A moment is due from its very millisecond. Reminders that were missed become
 * one; each rung that was missed is climbed. The one reminder comes first, since whoever a rung adds has just been
 * asked. Once the deadline has passed its end alone is due.
 */
export const nextDue = (stage: StageTiming, now: Date): DueNow => {
  const plan = duePlan(stage);
  const passed = plan.filter(({ at }) => at <= now);
  const end = passed.find(({ what }) => what === "end");
  if (end !== undefined) return { due: [end], wakeAt: null };
  const reminder = passed.findLast(({ what }) => what === "reminder");
  const rungs = passed.filter(({ what }) => what === "rung");
  return {
    due: reminder === undefined ? rungs : [reminder, ...rungs],
    wakeAt: plan[passed.length]?.at ?? null,
  };
};

/** After how many seconds a stage that opens now is first to do something. */
export const firstDueSeconds = (stage: {
  readonly reminderSeconds: readonly number[];
  readonly escalation: readonly { readonly afterSeconds: number }[];
  readonly deadlineSeconds: number;
}): number =>
  Math.min(
    stage.deadlineSeconds,
    ...stage.reminderSeconds,
    ...stage.escalation.map(({ afterSeconds }) => afterSeconds),
  );

/** Whole seconds until a moment, rounded up, so that whoever sleeps so long wakes at the moment or after it. */
export const secondsUntil = (moment: Date, now: Date): number =>
  Math.max(0, Math.ceil((moment.getTime() - now.getTime()) / millisecondsPerSecond));
