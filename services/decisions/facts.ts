import type { SeatWithPeople } from "../../db/queries/assignments.ts";
import { isAgent } from "../members/agent.ts";
import { onRejectSchema, separationSchema } from "../stages/model.ts";
import type { LockedSeat } from "./lock-seat.ts";
import type { DecisionFacts } from "./policy.ts";
import type { Person, Vote } from "./separation.ts";

const memberOf = ({ assignment, memberEmail, member }: SeatWithPeople): Person => ({
  id: assignment.memberId,
  email: memberEmail,
  managerId: member.managerId,
});

const principalOf = ({ assignment, principal }: SeatWithPeople): Person | null =>
  assignment.principalId === null || principal === null
    ? null
    : { id: assignment.principalId, email: principal.email, managerId: principal.managerId };

const peopleOf = (seat: SeatWithPeople): Person[] => {
  const principal = principalOf(seat);
  return principal === null ? [memberOf(seat)] : [memberOf(seat), principal];
};

/** A recusal is no vote: it bars nobody from anything. */
const isVote = ({ decision }: SeatWithPeople): boolean =>
  decision !== null && (decision.outcome === "approve" || decision.outcome === "reject");

const votesOf = ({ seats, seat, stages }: LockedSeat): Vote[] => {
  const names = new Map(stages.map(({ id, name }) => [id, name]));
  return seats.flatMap((other): Vote[] => {
    const { id, stageId } = other.assignment;
    const stageName = names.get(stageId);
    return id === seat.assignment.id || stageName === undefined || !isVote(other)
      ? []
      : [{ stageId, stageName, people: peopleOf(other) }];
  });
};

/** What was read of a seat, as the decision function takes it. */
export const factsOf = (found: LockedSeat): DecisionFacts => {
  const { request, stage, seat, contentHash } = found;
  return {
    now: request.now,
    request: {
      status: request.status,
      version: request.currentVersion,
      contentHash: contentHash.toString("hex"),
      requester: { id: request.requesterId, email: request.requesterEmail },
    },
    stage: {
      id: stage.id,
      name: stage.name,
      status: stage.status,
      deadlineAt: stage.deadlineAt,
      assurance: stage.assurance,
      separation: separationSchema.parse(stage.separation),
      onReject: onRejectSchema.parse(stage.onReject),
    },
    seat: {
      status: seat.assignment.status,
      member: memberOf(seat),
      memberActive: seat.member.status === "active",
      isAgents: isAgent(seat.member) || (seat.principal !== null && isAgent(seat.principal)),
      principal: principalOf(seat),
      recordedOutcome: seat.decision?.outcome ?? null,
    },
    votes: votesOf(found),
  };
};
