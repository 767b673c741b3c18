import type { Separation } from "../stages/model.ts";

/** A person as the rules of separation need to know them. */
export type Person = {
  readonly id: string;
  readonly email: string;
  readonly managerId: string | null;
};

/** Another seat of this round that has decided, with everybody it speaks for: a delegate and their principal. */
export type Vote = {
  readonly stageId: string;
  readonly stageName: string;
  readonly people: readonly Person[];
};

export type SeparationFacts = {
  readonly requester: { readonly id: string | null; readonly email: string };
  readonly stage: { readonly id: string; readonly name: string };
  readonly rules: Separation;
  /** Who decides with this seat: the person in it and, where they are a delegate, the principal. */
  readonly people: readonly Person[];
  readonly votes: readonly Vote[];
};

const sameEmail = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

/** By id or by address: a requester may be known by address alone. */
export const isRequester = (
  person: { readonly id: string; readonly email: string },
  requester: SeparationFacts["requester"],
): boolean => person.id === requester.id || sameEmail(person.email, requester.email);

const isSame = (one: Person, other: Person): boolean => one.id === other.id;
const isManagerOrReport = (one: Person, other: Person): boolean =>
  one.managerId === other.id || other.managerId === one.id;

/**
 * Why these people may not decide here, or null. Whoever sits for a principal counts as both persons. Two rules always
 * hold: nobody decides their own request, and nobody is counted twice in a stage. The others are the policy's.
 */
export const separationProblem = (facts: SeparationFacts): string | null => {
  const { requester, stage, rules, people, votes } = facts;
  const meets = (vote: Vote, related: (one: Person, other: Person) => boolean): boolean =>
    people.some((person) => vote.people.some((other) => related(person, other)));
  const inConflict = (vote: Vote): boolean =>
    vote.stageId !== stage.id &&
    (rules.conflicts ?? []).some((names) => names.includes(stage.name) && names.includes(vote.stageName));

  if (people.some((person) => isRequester(person, requester)))
    return "Nobody decides their own request, in person or through a delegation.";
  if (votes.some((vote) => vote.stageId === stage.id && meets(vote, isSame)))
    return "Nobody is counted twice in a stage, in person or through a delegation.";
  if (rules.nobodyTwice === true && votes.some((vote) => meets(vote, isSame)))
    return "nobodyTwice: this person has decided in another stage of this request.";
  if (rules.reportingLine === true && votes.some((vote) => meets(vote, isManagerOrReport)))
    return "reportingLine: this person's manager or direct report has decided in this request.";
  const conflict = votes.find((vote) => inConflict(vote) && meets(vote, isSame));
  return conflict === undefined
    ? null
    : `conflicts: this person has decided in the stage "${conflict.stageName}", which conflicts with "${stage.name}".`;
};
