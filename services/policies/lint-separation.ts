import { approvalsNeeded } from "../stages/quorum.ts";
import type { Finding, LintInput } from "./lint-finding.ts";
import { groupReaches, sizeOf, stageReach } from "./lint-reach.ts";
import type { Directory, StageDefinition, StagedRule } from "./model.ts";

/** Decisions that are matched with people one by one; more are only counted. */
const matchedMaxCount = 200;

/** Separation of duties that names stages which are not there, or asks for more people than there are. */
export const lintSeparation = ({
  rules,
  directory,
}: Pick<LintInput, "rules" | "directory">): readonly Finding[] =>
  rules.flatMap((rule, index) =>
    "stages" in rule ? findingsOf(rule, `/rules/${index}/separation`, directory) : [],
  );

const findingsOf = (rule: StagedRule, pointer: string, directory: Directory): readonly Finding[] => {
  const { conflicts = [], nobodyTwice } = rule.separation ?? {};
  const at = { level: "error", rule: rule.name, stage: null } as const;
  const strays = conflicts.flatMap((names, index) =>
    names.flatMap((name, place): Finding[] =>
      rule.stages.some((stage) => stage.name === name)
        ? []
        : [{ ...at, pointer: `${pointer}/conflicts/${index}/${place}`, message: strayMessage(name, rule) }],
    ),
  );
  const sets = conflicts.map((names, index) => ({
    stages: rule.stages.filter(({ name }) => names.includes(name)),
    at: `${pointer}/conflicts/${index}`,
  }));
  const all = nobodyTwice === true ? [{ stages: rule.stages, at: `${pointer}/nobodyTwice` }] : [];
  const impossible = [...sets, ...all]
    .filter(({ stages }) => stages.length > 1 && !canBeApart(stages, directory))
    .map(({ stages, at: where }) => ({ ...at, pointer: where, message: apartMessage(stages) }));
  return [...strays, ...impossible, ...lineFindings(rule, pointer)];
};

/** A manager and that one's own manager, each alone in a stage, where nobody may decide together with their manager. */
const lineFindings = (
  { name: rule, stages, separation }: StagedRule,
  pointer: string,
): readonly Finding[] => {
  if (separation?.reportingLine !== true) return [];
  const levels = stages.flatMap((stage) => {
    const [only, ...others] = stage.approvers;
    return only !== undefined && "manager" in only && others.length === 0
      ? [{ name: stage.name, level: only.manager }]
      : [];
  });
  const at = { level: "error", rule, stage: null, pointer: `${pointer}/reportingLine` } as const;
  return levels.flatMap((lower) =>
    levels
      .filter(({ level }) => level === lower.level + 1)
      .map((upper) => ({ ...at, message: lineMessage(lower.name, upper.name) })),
  );
};

const lineMessage = (lower: string, upper: string): string =>
  `the stage "${upper}" is for the manager of whoever decides in "${lower}", which reportingLine forbids: name others in one of them`;

const strayMessage = (name: string, { stages }: StagedRule): string =>
  `the rule has no stage "${name}": its stages are ${stages.map((stage) => `"${stage.name}"`).join(", ")}`;

const apartMessage = (stages: readonly StageDefinition[]): string =>
  `the stages ${stages.map(({ name }) => `"${name}"`).join(", ")} need more people than they name, since nobody may decide in two of them: name others as well`;

/** One approval that is needed, and who could give it. */
type Vote = readonly string[];

/** Whether all approvals that the stages need can come from different people, were nobody to ask. */
const canBeApart = (stages: readonly StageDefinition[], directory: Directory): boolean => {
  const votes = stages.flatMap((stage) => votesOf(stage, directory));
  if (new Set(votes.flat()).size < votes.length) return false;
  return votes.length > matchedMaxCount || canBeMatched(votes);
};

/** The approvals that a stage needs of people it names; what managers can give is theirs. */
const votesOf = (stage: StageDefinition, directory: Directory): readonly Vote[] => {
  const { quorum } = stage;
  if (typeof quorum === "object" && "perGroup" in quorum)
    return groupReaches(stage, directory).flatMap(({ people }) =>
      votes(Math.min(quorum.perGroup, people.length), people),
    );
  const reach = stageReach(stage, directory);
  // That a quorum is larger than its stage is told elsewhere.
  const needed = Math.min(approvalsNeeded(quorum, sizeOf(reach)), sizeOf(reach));
  return votes(Math.max(0, needed - reach.managers), reach.people);
};

const votes = (count: number, people: readonly string[]): readonly Vote[] =>
  Array.from({ length: count }, () => people);

/** Gives every vote a person of its own (Kuhn's augmenting paths), or answers that there are too few. */
const canBeMatched = (all: readonly Vote[]): boolean => {
  const voteOf = new Map<string, Vote>();
  const seat = (vote: Vote, tried: Set<string>): boolean =>
    vote.some((person) => {
      if (tried.has(person)) return false;
      tried.add(person);
      const other = voteOf.get(person);
      if (other !== undefined && !seat(other, tried)) return false;
      voteOf.set(person, vote);
      return true;
    });
  return all.every((vote) => seat(vote, new Set()));
};
