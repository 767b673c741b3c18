import type {
  AssignmentStatus,
  DecisionOutcome,
  RequestStatus,
  StageStatus,
} from "../../../db/schema/statuses.ts";
import { consequenceOf } from "../../../services/decisions/consequence.ts";
import { judge } from "../../../services/decisions/policy.ts";
import type { Person } from "../../../services/decisions/separation.ts";
import type { Quorum, Separation } from "../../../services/stages/model.ts";
import type { TalliedSeat, TallyInput } from "../../../services/stages/quorum.ts";

export type SimulatedSeat = {
  readonly member: string;
  readonly principal: string | null;
  readonly standsIn: boolean;
  readonly groupId: string | null;
};
export type SimulatedStage = {
  readonly position: number;
  readonly quorum: Quorum;
  readonly rejection: TallyInput["rejection"];
  readonly seats: readonly SimulatedSeat[];
};
export type SimulatedPolicy = { readonly stages: readonly SimulatedStage[]; readonly separation: Separation };
/** Somebody decides the seat of that number, counted over all stages. */
export type SimulatedVote = { readonly seat: number; readonly outcome: DecisionOutcome };

export type SimulatedEnd = {
  readonly request: RequestStatus;
  readonly stages: readonly StageStatus[];
  /** What was recorded, in order. */
  readonly recorded: readonly SimulatedVote[];
  /** Each stage's seats as its tally sees them. */
  readonly tallied: readonly (readonly TalliedSeat[])[];
};

const now = new Date(0);

/** Everybody with an odd number reports to the one before. */
const personOf = (id: string): Person => {
  const number = Number(id);
  return { id, email: `${id}@acme.example`, managerId: number % 2 === 1 ? String(number - 1) : null };
};
const peopleOf = ({ member, principal }: SimulatedSeat): Person[] =>
  [member, ...(principal === null ? [] : [principal])].map(personOf);

/** A request in memory: the real decision function and the real consequences, one vote after the other. */
export const simulate = (policy: SimulatedPolicy, votes: readonly SimulatedVote[]): SimulatedEnd => {
  const seats = policy.stages.flatMap((stage, index) =>
    stage.seats.map((seat) => ({
      ...seat,
      stage: index,
      status: "pending" as AssignmentStatus,
      outcome: null as DecisionOutcome | null,
    })),
  );
  const stages = policy.stages.map((stage) => ({ ...stage, status: "not_started" as StageStatus }));
  const recorded: SimulatedVote[] = [];
  let request: RequestStatus = "pending";

  const talliedOf = (index: number): TalliedSeat[] =>
    seats
      .filter(({ stage }) => stage === index)
      .map(({ status, outcome, standsIn, groupId }) => ({ status, outcome, standsIn, groupId }));
  const release = (of: (stage: number) => boolean): void => {
    for (const seat of seats) {
      if (of(seat.stage) && (seat.status === "open" || seat.status === "pending"))
        seat.status = "not_required";
    }
  };
  const openNext = (): void => {
    if (stages.some(({ status }) => status === "active")) return;
    const waiting = stages.filter(({ status }) => status === "not_started").map(({ position }) => position);
    for (const [index, stage] of stages.entries()) {
      if (stage.status !== "not_started" || stage.position !== Math.min(...waiting)) continue;
      stage.status = "active";
      for (const seat of seats) if (seat.stage === index) seat.status = "open";
    }
  };
  const apply = (index: number, outcome: DecisionOutcome): void => {
    const stage = stages[index];
    if (stage === undefined) return;
    const effect = consequenceOf({
      outcome,
      quorum: stage.quorum,
      rejection: stage.rejection,
      seats: talliedOf(index),
      others: stages.filter((other) => other !== stage).map(({ status }) => status),
    });
    stage.status = effect.stage;
    request = effect.request;
    if (effect.stage !== "active") release((one) => one === index);
    if (effect.request === "pending") return openNext();
    release(() => true);
    for (const other of stages) {
      if (other.status === "active" || other.status === "not_started") other.status = "canceled";
    }
  };
  openNext();
  for (const { seat: number, outcome } of votes) {
    const seat = seats[number];
    const stage = seat === undefined ? undefined : stages[seat.stage];
    if (seat === undefined || stage === undefined) continue;
    const cast = seats.filter(
      (one) => one !== seat && (one.outcome === "approve" || one.outcome === "reject"),
    );
    const verdict = judge(
      {
        now,
        request: {
          status: request,
          version: 1,
          contentHash: "",
          requester: { id: "requester", email: "r@acme.example" },
        },
        stage: {
          id: String(seat.stage),
          name: String(seat.stage),
          status: stage.status,
          deadlineAt: null,
          assurance: "link",
          separation: policy.separation,
          onReject: {},
        },
        seat: {
          status: seat.status,
          member: personOf(seat.member),
          memberActive: true,
          isAgents: false,
          principal: seat.principal === null ? null : personOf(seat.principal),
          recordedOutcome: seat.outcome,
        },
        votes: cast.map((one) => ({
          stageId: String(one.stage),
          stageName: String(one.stage),
          people: peopleOf(one),
        })),
      },
      {
        outcome,
        comment: null,
        reasonCode: null,
        requestVersion: 1,
        actingMemberId: null,
        assurance: "link",
        contentHash: null,
      },
    );
    if (verdict.verdict !== "record") continue;
    seat.status = outcome === "recuse" ? "recused" : "decided";
    seat.outcome = outcome;
    recorded.push({ seat: number, outcome });
    apply(seat.stage, outcome);
  }
  return {
    request,
    stages: stages.map(({ status }) => status),
    recorded,
    tallied: stages.map((_, index) => talliedOf(index)),
  };
};
