import { type AccessStep, accessTasks } from "./access-tasks.ts";
import { checkInTasks } from "./check-in-tasks.ts";
import { prepareTasks } from "./prepare-tasks.ts";
import { startTasks } from "./start-tasks.ts";
import type { Definition } from "./subject.ts";
import { undoTasks } from "./undo-tasks.ts";

export type OnboardingStep =
  | keyof typeof prepareTasks
  | AccessStep
  | keyof typeof startTasks
  | keyof typeof checkInTasks
  | keyof typeof undoTasks;

/** What an onboarding asks of systems and people. */
export const onboardingTasks: Readonly<Record<OnboardingStep, Definition>> = {
  ...prepareTasks,
  ...accessTasks,
  ...startTasks,
  ...checkInTasks,
  ...undoTasks,
};
