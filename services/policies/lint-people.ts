import type { Finding, LintInput } from "./lint-finding.ts";
import { stagesAt } from "./lint-finding.ts";
import { activePeople, canBeAnyone, reachOf, sizeOf } from "./lint-reach.ts";
import type { Approver, Directory } from "./model.ts";
import { namedApprovers } from "./named-approvers.ts";

type PeopleInput = Pick<LintInput, "rules" | "directory">;

/** Names in a message; more are counted. */
const namesMaxCount = 5;

/** Approvers who are not in the tenant: such a document is not saved. */
export const unknownReferences = ({ rules, directory }: PeopleInput): readonly Finding[] =>
  namedApprovers(rules).flatMap(({ approver, rule, stage, pointer }): Finding[] => {
    const form = unknownForm(approver, directory);
    if (form === null) return [];
    const message = `names no ${form}: name one of this tenant`;
    return [{ level: "error", rule, stage, pointer: `${pointer}/${form}`, message }];
  });

const unknownForm = (approver: Approver, { members, groups }: Directory): "member" | "group" | null => {
  if ("member" in approver) return members.has(approver.member) ? null : "member";
  return "group" in approver && !groups.has(approver.group) ? "group" : null;
};

/** Approver forms that name nobody who can sit, and disabled people among those who are named. */
export const lintPeople = ({ rules, directory }: PeopleInput): readonly Finding[] => [
  ...namedApprovers(rules).flatMap(({ approver, rule, stage, pointer }): Finding[] => {
    if (unknownForm(approver, directory) !== null) return [];
    const message = idleForm(approver, directory) ?? disabledMembers(approver, directory);
    return message === null ? [] : [{ level: "warning", rule, stage, pointer, message }];
  }),
  ...lintTenantAdmins({ rules, directory }),
];

/** Why a form names nobody who can sit, whoever asks; null where it names somebody. */
const idleForm = (approver: Approver, directory: Directory): string | null => {
  if ("manager" in approver || "managerWithLimit" in approver)
    return canBeAnyone(approver, directory) ? null : idleLine(approver);
  if (activePeople(approver, directory).length > 0) return null;
  if ("member" in approver)
    return `${nameOf(approver.member, directory)} is disabled and gets no seat: name somebody who is active`;
  if ("group" in approver) return idleGroup(approver.group, directory);
  if ("role" in approver) return `nobody active has the role ${approver.role}: give it to a member`;
  const attributes = JSON.stringify(approver.attribute);
  return `nobody active has the attributes ${attributes}: give them to a member, or correct them here`;
};

const idleLine = (approver: { readonly manager: number } | { readonly managerWithLimit: true }): string =>
  "manager" in approver
    ? `nobody has a manager at level ${approver.manager}: fill in who reports to whom, or name somebody`
    : "nobody active has an approval limit: give one to a manager, or name somebody";

const idleGroup = (groupId: string, { groups }: Directory): string => {
  const group = groups.get(groupId);
  return group === undefined || group.memberIds.length === 0
    ? `the group "${group?.name ?? groupId}" has no members: add some, or name others`
    : `all members of the group "${group.name}" are disabled: add active ones, or name others`;
};

const disabledMembers = (approver: Approver, directory: Directory): string | null => {
  const group = "group" in approver ? directory.groups.get(approver.group) : undefined;
  if (group === undefined) return null;
  const disabled = group.memberIds.filter((id) => directory.members.get(id)?.status === "disabled");
  if (disabled.length === 0) return null;
  const names = disabled.slice(0, namesMaxCount).map((id) => nameOf(id, directory));
  const more = disabled.length > namesMaxCount ? ` and ${disabled.length - namesMaxCount} more` : "";
  return `disabled members of the group "${group.name}" get no seat: take ${names.join(", ")}${more} out of it`;
};

const lintTenantAdmins = ({ rules, directory }: PeopleInput): readonly Finding[] =>
  stagesAt(rules).flatMap(({ rule, definition, pointer }): Finding[] => {
    if (definition.whenNobody !== "tenantAdmin") return [];
    if (sizeOf(reachOf([{ role: "tenant_admin" }], directory)) > 0) return [];
    const message = "nobody active is a tenant admin: give a member the role tenant_admin";
    const at = { rule, stage: definition.name, pointer: `${pointer}/whenNobody` };
    return [{ level: "warning", ...at, message }];
  });

export const nameOf = (memberId: string, { members }: Directory): string =>
  members.get(memberId)?.name ?? memberId;
