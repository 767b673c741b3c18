import type { Performer, TaskDefinition, TaskSubject } from "../../services/service-tasks/model.ts";
import type { OnboardingPayload, Person } from "./payload.ts";
import type { OnboardingSettings } from "./settings.ts";

export type Subject = TaskSubject<OnboardingPayload>;
export type Definition = TaskDefinition<OnboardingPayload>;

export const settingsOf = ({ settings }: Pick<Subject, "settings">): OnboardingSettings =>
  settings as OnboardingSettings;

/** The payload beside the tenant's settings, by which everything is planned. */
export const plannedOf = (subject: Subject) => ({
  payload: subject.payload,
  settings: settingsOf(subject),
});

export const performedBy = (person: Person): Performer =>
  "memberId" in person ? { member: person.memberId } : person;

export const byManager = ({ payload }: Subject): Performer => performedBy(payload.manager);
export const byHr = (subject: Subject): Performer => settingsOf(subject).hr;
export const byHrHead = (subject: Subject): Performer => settingsOf(subject).hrHead;
export const byIt = (subject: Subject): Performer => settingsOf(subject).it;

/** What everybody is told who is to do something for a new hire. */
export const newHireFacts = ({ newHire, position, department, startDate }: OnboardingPayload) => [
  { label: "New hire", value: newHire.name },
  { label: "Position", value: `${position}, ${department}` },
  { label: "First day", value: startDate },
];

/** What systems are told of the new hire. */
export const newHireInput = ({ newHire, position, department, startDate }: OnboardingPayload) => ({
  email: newHire.email,
  name: newHire.name,
  position,
  department,
  startDate,
});

/** The answer of somebody who cannot do what they were asked for. */
export const cannotBeDone = {
  name: "cannotBeDone",
  label: "Cannot be done",
  tone: "bad",
  outcome: "declined",
  reasonCode: "cannot_be_done",
  comment: "required",
} as const;
