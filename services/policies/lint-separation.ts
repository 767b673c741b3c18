import { approvalsNeeded } from "../stages/quorum.ts";
import { answerOf } from "./condition-answer.ts";
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
  const impossible = [...sets, ...all].flatMap(({ stages, at: where }) =>
    apartFindings(stages, directory).map((found) => ({ ...at, ...found, pointer: where })),
  );
  return [...strays, ...impossible, ...lineFindings(rule, pointer)];
};

type Told = Pick<Finding, "level" | "message">;

/** An error where some of the stages are sure to be asked of the same request, a warning where they only may be. */
const apartFindings = (stages: readonly StageDefinition[], directory: Directory): readonly Told[] => {
  const isImpossible = (some: readonly StageDefinition[]): boolean =>
    some.length > 1 && !canBeApart(some, directory);
  const possible = stages.filter(({ when }) => answerOf(when).answer !== "never");
  if (!isImpossible(possible)) return [];
  const certain = askedTogether(possible).find(isImpossible);
  return certain === undefined
    ? [{ level: "warning", message: `where all of them are asked, ${apartMessage(possible)}` }]
    : [{ level: "error", message: apartMessage(certain) }];
};

/** Stages that are always asked, together with those of each condition. */
const askedTogether = (stages: readonly StageDefinition[]): readonly (readonly StageDefinition[])[] => {
  const answers = stages.map((stage) => ({ stage, ...answerOf(stage.when) }));
  const forms = answers.flatMap(({ answer, form }) => (answer === "depends" ? [form] : []));
  return [...new Set([null, ...forms])].map((asked) =>
    answers
      .filter(({ answer, form }) => answer === "always" || (answer === "depends" && form === asked))
      .map(({ stage }) => stage),
  );
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
      ? [{ stage, level: only.manager }]
      : [];
  });
  const at = { rule, stage: null, pointer: `${pointer}/reportingLine` } as const;
  return levels.flatMap((lower) =>
    levels
      .filter(({ level }) => level === lower.level + 1)
      .flatMap((upper) =>
        lineFindingOf(lower.stage, upper.stage).map((found): Finding => ({ ...at, ...found })),
      ),
  );
};

const lineFindingOf = (lower: StageDefinition, upper: StageDefinition): readonly Told[] => {
  const both = [lower, upper];
  if (both.some(({ when }) => answerOf(when).answer === "never")) return [];
  const isCertain = askedTogether(both).some(({ length }) => length === both.length);
  const message = lineMessage(lower.name, upper.name);
  return isCertain
    ? [{ level: "error", message }]
    : [{ level: "warning", message: `where both are asked, ${message}` }];
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
