import type { Id } from "../../db/schema/columns.ts";
import { isAgent } from "../members/agent.ts";
import type { Requester } from "../requests/model.ts";
import { fallbackOf } from "./evaluate.ts";
import type { Approver, Directory, DirectoryMember, StageDefinition } from "./model.ts";
import { nameMembers } from "./satisfy.ts";

/**
 * Who can sit for some approvers: people whom the document names, and how many more may come with a request. The
 * reporting line counts even where nobody has a manager yet: a policy may be there before its people.
 */
export type Reach = { readonly people: readonly Id<"member">[]; readonly managers: number };

/** Nobody in particular: the forms that are asked with it do not depend on who asks. */
const anyone: Requester = { memberId: null, email: "", name: "", attributes: {} };

export const sizeOf = ({ people, managers }: Reach): number => people.length + managers;

/** The active people whom a form names for every request alike, in the order of the directory. */
export const activePeople = (approver: Approver, directory: Directory): readonly Id<"member">[] =>
  onceFor(peopleByForm, directory, JSON.stringify(approver), () => findPeople(approver, directory));

const findPeople = (approver: Approver, directory: Directory): readonly Id<"member">[] =>
  isOfLine(approver)
    ? []
    : nameMembers(approver, { requester: anyone, amount: null, directory })
        .candidates.map(({ memberId }) => memberId)
        .filter((id) => canSit(directory.members.get(id)));

const canSit = (member: DirectoryMember | undefined): boolean =>
  member?.status === "active" && !isAgent(member);

export const reachOf = (approvers: readonly Approver[], directory: Directory): Reach =>
  onceFor(reaches, directory, JSON.stringify(approvers), () => ({
    people: [...new Set(approvers.flatMap((approver) => activePeople(approver, directory)))],
    managers: approvers.filter(isOfLine).length,
  }));

type Memory<Value> = WeakMap<Directory, Map<string, Value>>;
/** A document may name a crowd a thousand times over; each form is looked up once in a directory. */
const peopleByForm: Memory<readonly Id<"member">[]> = new WeakMap();
const reaches: Memory<Reach> = new WeakMap();

const onceFor = <Value>(
  memory: Memory<Value>,
  directory: Directory,
  key: string,
  find: () => Value,
): Value => {
  const ofDirectory = memory.get(directory) ?? new Map<string, Value>();
  memory.set(directory, ofDirectory);
  const value = ofDirectory.get(key) ?? find();
  ofDirectory.set(key, value);
  return value;
};

/** Who can sit in a stage; where nobody who is named ever can, those who are named for that. */
export const stageReach = (stage: StageDefinition, directory: Directory): Reach => {
  const named = reachOf(stage.approvers, directory);
  return sizeOf(named) > 0 ? named : reachOf(fallbackOf(stage), directory);
};

type LineApprover = Extract<Approver, { manager: number } | { managerWithLimit: true }>;

const isOfLine = (approver: Approver): approver is LineApprover =>
  "manager" in approver || "managerWithLimit" in approver;

/** Whether a form of the reporting line names somebody for at least one requester. */
export const canBeAnyone = (approver: LineApprover, directory: Directory): boolean => {
  const members = [...directory.members.values()];
  if ("managerWithLimit" in approver)
    return members.some(({ status, approvalLimit }) => status === "active" && approvalLimit !== null);
  return members.some((member) => managerOf(member, approver.manager, directory) !== undefined);
};

const managerOf = (
  member: DirectoryMember,
  level: number,
  directory: Directory,
): DirectoryMember | undefined => {
  let manager: DirectoryMember | undefined = member;
  for (let above = 0; above < level && manager !== undefined; above += 1)
    manager = directory.members.get(manager.managerId ?? "");
  return manager;
};

/** The people of each group as a quorum per group counts them: one who is in two counts for the first. */
export const groupReaches = (
  { approvers }: StageDefinition,
  directory: Directory,
): readonly { readonly name: string; readonly people: readonly Id<"member">[] }[] => {
  const seated = new Set<string>();
  const groupIds = new Set(approvers.flatMap((approver) => ("group" in approver ? [approver.group] : [])));
  return [...groupIds].map((group) => {
    const people = activePeople({ group }, directory).filter((id) => !seated.has(id));
    for (const id of people) seated.add(id);
    return { name: directory.groups.get(group)?.name ?? group, people };
  });
};
