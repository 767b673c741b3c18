import type { Id } from "../../db/schema/columns.ts";
import type { PlannedSeat, SeatReason } from "../assignments/model.ts";
import type { Requester } from "../requests/model.ts";
import type { Approver, Directory, DirectoryMember } from "./model.ts";

/** Who sits in a stage, and why those are missing that its approvers name but who cannot sit there. */
export type Seating = { readonly seats: readonly PlannedSeat[]; readonly missing: readonly string[] };

type Candidate = { readonly memberId: Id<"member">; readonly reason: SeatReason };
type Naming = { readonly candidates: readonly Candidate[]; readonly missing: readonly string[] };

/**
 * Seats the people that the approvers of a stage name, in the order of the document. One person fills one seat;
 * the requester, by id or by email, and disabled members have none.
 */
export const seatApprovers = (
  approvers: readonly Approver[],
  requester: Requester,
  directory: Directory,
): Seating => {
  const seats = new Map<string, PlannedSeat>();
  const missing: string[] = [];
  for (const naming of approvers.map((approver) => nameMembers(approver, requester, directory))) {
    missing.push(...naming.missing);
    for (const candidate of naming.candidates) {
      const problem = seatProblem(candidate.memberId, requester, directory);
      if (problem !== null) missing.push(problem);
      else if (!seats.has(candidate.memberId)) seats.set(candidate.memberId, candidate);
    }
  }
  return { seats: [...seats.values()], missing: [...new Set(missing)] };
};

const nameMembers = (approver: Approver, requester: Requester, directory: Directory): Naming => {
  if ("member" in approver) return only({ memberId: approver.member, reason: { type: "member" } });
  if ("manager" in approver) return nameManager(approver.manager, requester, directory);
  const group = directory.groups.get(approver.group);
  if (group === undefined) return nobody(`the group ${approver.group} does not exist`);
  if (group.memberIds.length === 0) return nobody(`the group "${group.name}" has no members`);
  const reason: SeatReason = { type: "group", groupId: group.id };
  return { candidates: group.memberIds.map((memberId) => ({ memberId, reason })), missing: [] };
};

/** Goes up the reporting line from the requester; a line that comes back to itself ends there. */
const nameManager = (level: number, requester: Requester, directory: Directory): Naming => {
  let member = memberOf(requester, directory);
  if (member === undefined) return nobody("the requester is not a member and has no manager");
  const passed = new Set<string>();
  for (let step = 1; step <= level; step += 1) {
    passed.add(member.id);
    const manager: DirectoryMember | undefined = directory.members.get(member.managerId ?? "");
    if (manager === undefined) return nobody(`${member.name} has no manager (level ${step})`);
    if (passed.has(manager.id))
      return nobody(`the reporting line of ${member.name} runs in a circle (level ${step})`);
    member = manager;
  }
  return only({ memberId: member.id, reason: { type: "manager", level } });
};

const seatProblem = (memberId: string, requester: Requester, directory: Directory): string | null => {
  const member = directory.members.get(memberId);
  if (member === undefined) return `the member ${memberId} does not exist`;
  if (member.status !== "active") return `${member.name} is disabled`;
  return isRequester(member, requester) ? `${member.name} is the requester` : null;
};

const isRequester = (member: DirectoryMember, requester: Requester): boolean =>
  member.id === requester.memberId || sameEmail(member.email, requester.email);

const memberOf = (requester: Requester, directory: Directory): DirectoryMember | undefined =>
  requester.memberId === null
    ? [...directory.members.values()].find(({ email }) => sameEmail(email, requester.email))
    : directory.members.get(requester.memberId);

const sameEmail = (left: string, right: string): boolean =>
  left.trim().toLowerCase() === right.trim().toLowerCase();

const only = (candidate: Candidate): Naming => ({ candidates: [candidate], missing: [] });
const nobody = (why: string): Naming => ({ candidates: [], missing: [why] });
