import type { TimerDefinition } from "../../services/runs/definitions.ts";
import { readinessPolls, readinessPollSeconds } from "./readiness.ts";

const millisecondsPerSecond = 1_000;

const inFiveMinutes: TimerDefinition = {
  at: (_subject, { plannedAt }) =>
    new Date(plannedAt.getTime() + readinessPollSeconds * millisecondsPerSecond),
};

/** Between one look at whether the warehouse is ready and the next. */
export const ingestionTimers: Readonly<Record<string, TimerDefinition>> = Object.fromEntries(
  readinessPolls.map((poll) => [`ready-poll-${poll}`, inFiveMinutes]),
);
