import { approvalsNeeded } from "../stages/quorum.ts";
import { answerOf } from "./condition-answer.ts";
import { durationSeconds } from "./durations.ts";
import { fallbackOf } from "./evaluate.ts";
import { type Finding, type LintInput, type StageAt, stagesAt } from "./lint-finding.ts";
import { nameOf } from "./lint-people.ts";
import { groupReaches, reachOf, sizeOf, stageReach } from "./lint-reach.ts";
import type { Directory, StageDefinition } from "./model.ts";

/** Stages whose quorum cannot be reached, ever or by some requesters, and moments that come too late. */
export const lintStages = (input: LintInput): readonly Finding[] =>
  stagesAt(input.rules)
    .filter(({ definition }) => answerOf(definition.when).answer !== "never")
    .flatMap((stage) => [
      ...quorumFindings(stage, input.directory),
      ...lateMoments(stage, input.now),
      ...(input.silenceRejects === true ? silence(stage) : []),
    ]);

/** Where silence is a no, a stage has to say so. */
const silence = ({ rule, definition, pointer }: StageAt): readonly Finding[] =>
  definition.onDeadline === "reject"
    ? []
    : [
        {
          level: "warning",
          rule,
          stage: definition.name,
          pointer: `${pointer}/onDeadline`,
          message: `ends with "${definition.onDeadline}" when nobody answers, and in this kind silence is a no: set "onDeadline" to "reject"`,
        },
      ];

/** People who decide together by one number: the whole stage, or one of its groups. */
type Electorate = { readonly of: string; readonly people: readonly string[]; readonly size: number };

const quorumFindings = ({ rule, definition, pointer }: StageAt, directory: Directory): readonly Finding[] => {
  const at = { rule, stage: definition.name };
  if (sizeOf(stageReach(definition, directory)) === 0)
    return [{ level: "error", ...at, pointer: `${pointer}/approvers`, message: nobody }];
  return electoratesOf(definition, directory).flatMap((electorate): Finding[] => {
    const needed = approvalsNeeded(definition.quorum, electorate.size);
    if (needed > electorate.size) {
      const message = `needs ${needed} of at most ${electorate.size} seats${electorate.of}: add approvers or lower the quorum`;
      return [{ level: "error", ...at, pointer: `${pointer}/quorum`, message }];
    }
    const message = requesterProblem(definition, electorate, directory);
    return message === null ? [] : [{ level: "warning", ...at, pointer: `${pointer}/approvers`, message }];
  });
};

const nobody =
  'nobody can ever sit here: name somebody who is active, or say in "whenNobody" who is asked instead';

const electoratesOf = (definition: StageDefinition, directory: Directory): readonly Electorate[] => {
  const { quorum } = definition;
  const reach = stageReach(definition, directory);
  const isPerGroup = typeof quorum === "object" && "perGroup" in quorum;
  if (!isPerGroup || sizeOf(reachOf(definition.approvers, directory)) === 0)
    return [{ of: "", people: reach.people, size: sizeOf(reach) }];
  return groupReaches(definition, directory).map(({ name, people }) => ({
    of: ` of the group "${name}"`,
    people,
    size: people.length,
  }));
};

/** Nobody decides their own request: whether the quorum is out of reach as soon as one of these people asks. */
const requesterProblem = (
  definition: StageDefinition,
  { of, people, size }: Electorate,
  directory: Directory,
): string | null => {
  const left = size - 1;
  if (people.length < size || approvalsNeeded(definition.quorum, left) <= left) return null;
  if (left > 0)
    return `all ${size} people${of} are needed, so that a request of one of them is refused: add an approver or lower the quorum`;
  const [alone = ""] = people;
  const instead = reachOf(fallbackOf(definition), directory);
  const isReplaced = instead.managers > 0 || instead.people.some((id) => id !== alone);
  if (of === "" && isReplaced) return null;
  return `${nameOf(alone, directory)} alone can sit here${of}, and nobody decides their own request: name a second approver, or say in "whenNobody" who is asked instead`;
};

const lateMoments = ({ rule, definition, pointer }: StageAt, now: Date): readonly Finding[] => {
  const deadline = durationSeconds(definition.deadline, now);
  const moments = [
    ...(definition.reminders ?? []).map((after, index) => ({
      after,
      at: `reminders/${index}`,
      what: "reminder",
    })),
    ...(definition.escalation ?? []).map(({ after }, index) => ({
      after,
      at: `escalation/${index}/after`,
      what: "escalation",
    })),
  ];
  return moments
    .filter(({ after }) => durationSeconds(after, now) >= deadline)
    .map(({ after, at, what }) => ({
      level: "warning",
      rule,
      stage: definition.name,
      pointer: `${pointer}/${at}`,
      message: `the ${what} after ${after} never comes, since the deadline is after ${definition.deadline}: make it shorter, or the deadline longer`,
    }));
};
