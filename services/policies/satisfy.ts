import type { Id } from "../../db/schema/columns.ts";
import type { MemberRole } from "../../db/schema/statuses.ts";
import type { PlannedSeat, SeatReason } from "../assignments/model.ts";
import { isAgent } from "../members/agent.ts";
import { compareMoney } from "../money/arithmetic.ts";
import { formatMoney } from "../money/format.ts";
import type { Money } from "../money/model.ts";
import type { Requester } from "../requests/model.ts";
import type { Approver, Directory, DirectoryMember } from "./model.ts";

/** Who sits in a stage, and why those are missing that its approvers name but who cannot sit there. */
export type Seating = { readonly seats: readonly PlannedSeat[]; readonly missing: readonly string[] };

type Candidate = { readonly memberId: Id<"member">; readonly reason: SeatReason };
type Naming = { readonly candidates: readonly Candidate[]; readonly missing: readonly string[] };

/** Who asks, for how much, and the people there are. */
export type Situation = {
  readonly requester: Requester;
  /** Null where the kind has none. */
  readonly amount: Money | null;
  readonly directory: Directory;
};

/**
 * Seats the people that the approvers of a stage name, in the order of the document. One person fills one seat;
 * the requester, by id or by email, disabled members and agents have none.
 */
export const seatApprovers = (approvers: readonly Approver[], situation: Situation): Seating => {
  const seats = new Map<string, PlannedSeat>();
  const missing: string[] = [];
  for (const naming of approvers.map((approver) => nameMembers(approver, situation))) {
    missing.push(...naming.missing);
    for (const candidate of naming.candidates) {
      const problem = seatProblem(candidate.memberId, situation);
      if (problem !== null) missing.push(problem);
      else if (!seats.has(candidate.memberId)) seats.set(candidate.memberId, candidate);
    }
  }
  return { seats: [...seats.values()], missing: [...new Set(missing)] };
};

/** Whom one approver form names, whether or not they can sit, and why it names nobody where it does not. */
export const nameMembers = (approver: Approver, situation: Situation): Naming => {
  const { directory } = situation;
  if ("member" in approver) return only({ memberId: approver.member, reason: { type: "member" } });
  if ("manager" in approver) return nameManager(approver.manager, situation);
  if ("managerWithLimit" in approver) return nameManagerWithLimit(situation);
  if ("attribute" in approver) return nameByAttribute(approver.attribute, directory);
  if ("role" in approver) return nameByRole(approver.role, directory);
  const group = directory.groups.get(approver.group);
  if (group === undefined) return nobody(`the group ${approver.group} does not exist`);
  if (group.memberIds.length === 0) return nobody(`the group "${group.name}" has no members`);
  const reason: SeatReason = { type: "group", groupId: group.id };
  return { candidates: group.memberIds.map((memberId) => ({ memberId, reason })), missing: [] };
};

type ReportingLine = {
  /** From the requester's manager upwards. */
  readonly managers: readonly DirectoryMember[];
  /** Why it goes no further. */
  readonly end: string;
};

/** Goes up the reporting line from the requester; a line that comes back to itself ends there. */
const reportingLine = ({ requester, directory }: Situation): ReportingLine => {
  let member = memberOf(requester, directory);
  if (member === undefined) return { managers: [], end: "the requester is not a member and has no manager" };
  const managers: DirectoryMember[] = [];
  const passed = new Set<string>();
  for (;;) {
    passed.add(member.id);
    const level = managers.length + 1;
    const manager: DirectoryMember | undefined = directory.members.get(member.managerId ?? "");
    if (manager === undefined) return { managers, end: `${member.name} has no manager (level ${level})` };
    if (passed.has(manager.id))
      return { managers, end: `the reporting line of ${member.name} runs in a circle (level ${level})` };
    managers.push(manager);
    member = manager;
  }
};

const nameManager = (level: number, situation: Situation): Naming => {
  const { managers, end } = reportingLine(situation);
  const manager = managers[level - 1];
  if (manager === undefined) return nobody(end);
  return only({ memberId: manager.id, reason: { type: "manager", level } });
};

const nameManagerWithLimit = (situation: Situation): Naming => {
  const { amount } = situation;
  if (amount === null) return nobody("the request has no amount that a limit could cover");
  const { managers, end } = reportingLine(situation);
  const index = managers.findIndex(
    (one) => one.status === "active" && !isAgent(one) && covers(one.approvalLimit, amount),
  );
  const manager = managers[index];
  if (manager !== undefined)
    return only({ memberId: manager.id, reason: { type: "managerWithLimit", level: index + 1 } });
  const limits = `no manager's approval limit covers ${formatMoney(amount)}`;
  return nobody(managers.length === 0 ? end : limits);
};

/** A limit in another currency covers nothing: nothing here converts. */
export const covers = (limit: Money | null, amount: Money): boolean =>
  limit !== null && limit.currency === amount.currency && compareMoney(limit, amount) >= 0;

const nameByAttribute = (
  attributes: Readonly<Record<string, string | number | boolean>>,
  { members }: Directory,
): Naming => {
  const wanted = Object.entries(attributes);
  const found = [...members.values()].filter((member) =>
    wanted.every(([name, value]) => member.attributes[name] === value),
  );
  if (found.length === 0) return nobody(`nobody has the attributes ${JSON.stringify(attributes)}`);
  const reason: SeatReason = { type: "attribute", attributes };
  return { candidates: found.map(({ id }) => ({ memberId: id, reason })), missing: [] };
};

const nameByRole = (role: MemberRole, { members }: Directory): Naming => {
  const found = [...members.values()].filter(({ roles }) => roles.includes(role));
  if (found.length === 0) return nobody(`nobody has the role ${role}`);
  const reason: SeatReason = { type: "role", role };
  return { candidates: found.map(({ id }) => ({ memberId: id, reason })), missing: [] };
};

const seatProblem = (memberId: string, { requester, directory }: Situation): string | null => {
  const member = directory.members.get(memberId);
  if (member === undefined) return `the member ${memberId} does not exist`;
  if (member.status !== "active") return `${member.name} is disabled`;
  if (isAgent(member)) return `${member.name} is an agent, and agents never decide`;
  return isRequester(member, requester) ? `${member.name} is the requester` : null;
};

/** Whether the member is who asks, by id or by address. */
export const isRequester = (member: DirectoryMember, requester: Requester): boolean =>
  member.id === requester.memberId || sameEmail(member.email, requester.email);

export const memberOf = (requester: Requester, directory: Directory): DirectoryMember | undefined =>
  requester.memberId === null
    ? [...directory.members.values()].find(({ email }) => sameEmail(email, requester.email))
    : directory.members.get(requester.memberId);

const sameEmail = (left: string, right: string): boolean =>
  left.trim().toLowerCase() === right.trim().toLowerCase();

const only = (candidate: Candidate): Naming => ({ candidates: [candidate], missing: [] });
const nobody = (why: string): Naming => ({ candidates: [], missing: [why] });
