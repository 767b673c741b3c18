import type { Findings, KindFacts } from "../kinds/model.ts";
import type { Earlier, TaskDefinitions, TaskSubject } from "../service-tasks/model.ts";

/** What a judgment of the run adds to the findings, and what the orchestration may branch upon. */
export type Assessment = { readonly finds: Findings; readonly tells?: Readonly<Record<string, unknown>> };

/** Pure: judges the request by what the run has found so far. */
export type AssessmentDefinition<Payload = unknown> = {
  judge(subject: TaskSubject<Payload>, facts: KindFacts, earlier: Earlier): Assessment;
};

/** Pure: the moment that the run sleeps until. Asked again whenever the run wakes, so that an edit moves it. */
export type TimerDefinition<Payload = unknown> = {
  at(
    subject: TaskSubject<Payload>,
    facts: { readonly now: Date; readonly plannedAt: Date },
    earlier: Earlier,
  ): Date;
};

/** Pure: the payload that the run itself puts in place of the request's, or null to leave it. */
export type RevisionDefinition<Payload = unknown> = {
  revise(subject: TaskSubject<Payload>, earlier: Earlier): Payload | null;
};

/** All that a kind's workflow does outside its own memory, by step. */
export type FlowDefinitions = {
  readonly tasks: TaskDefinitions;
  readonly assessments?: Readonly<Record<string, AssessmentDefinition>>;
  readonly timers?: Readonly<Record<string, TimerDefinition>>;
  readonly revisions?: Readonly<Record<string, RevisionDefinition>>;
};
