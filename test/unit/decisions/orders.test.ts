import fc from "fast-check";
import { expect, test } from "vitest";
import type { Quorum } from "../../../services/stages/model.ts";
import { tally } from "../../../services/stages/quorum.ts";
import { holds } from "../property.ts";
import {
  type SimulatedEnd,
  type SimulatedPolicy,
  type SimulatedStage,
  simulate,
} from "./simulated-request.ts";

const runs = 1_000;
const peopleCount = 8;
const anyone = fc.nat({ max: peopleCount - 1 }).map(String);
const anyQuorum: fc.Arbitrary<Quorum> = fc.oneof(
  fc.constantFrom("any" as const, "all" as const),
  fc.record({ count: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ percent: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ perGroup: fc.integer({ min: 1, max: 3 }) }),
);
const anySeat = fc.record({
  member: anyone,
  principal: fc.option(anyone, { freq: 3 }),
  standsIn: fc.boolean(),
  groupId: fc.constantFrom("g", "h", null),
});
const stageOf = (rejection: fc.Arbitrary<SimulatedStage["rejection"]>) =>
  fc.record({
    position: fc.integer({ min: 1, max: 2 }),
    quorum: anyQuorum,
    rejection,
    // Nobody has two seats in a stage: the database sees to it.
    seats: fc.uniqueArray(anySeat, { selector: ({ member }) => member, minLength: 1, maxLength: 6 }),
  });
const anyRejection = fc.constantFrom("veto" as const, "majorityOutOfReach" as const);
const anySeparation = fc.record(
  { nobodyTwice: fc.constant(true as const), reportingLine: fc.constant(true as const) },
  { requiredKeys: [] },
);
const anyPolicy: fc.Arbitrary<SimulatedPolicy> = fc.record({
  stages: fc.array(stageOf(anyRejection), { minLength: 1, maxLength: 3 }),
  separation: anySeparation,
});
const anyOutcome = fc.oneof(
  { weight: 6, arbitrary: fc.constant("approve" as const) },
  { weight: 2, arbitrary: fc.constant("reject" as const) },
  { weight: 2, arbitrary: fc.constant("recuse" as const) },
  { weight: 1, arbitrary: fc.constant("return" as const) },
);
const anyVotes = fc.array(fc.record({ seat: fc.nat({ max: 17 }), outcome: anyOutcome }), { maxLength: 40 });

/** Counted anew, by hand, from what was recorded: what the stage's words ask for, and no cleverness. */
const isEnough = ({ quorum, seats }: SimulatedStage, end: SimulatedEnd, index: number): boolean => {
  const tallied = end.tallied[index] ?? [];
  const yes = tallied.map(({ outcome }) => outcome === "approve");
  const count = yes.filter(Boolean).length;
  const asked = tallied.filter(({ outcome, standsIn }) => outcome !== "recuse" && standsIn !== true).length;
  if (quorum === "any") return count >= 1;
  if (quorum === "all") return count >= Math.max(1, asked);
  if ("count" in quorum) return count >= quorum.count;
  if ("percent" in quorum) return count >= 1 && count * 100 >= quorum.percent * asked;
  const spare = seats.filter(({ standsIn }, at) => standsIn && yes[at] === true).length;
  const groups = new Map<string, number>();
  for (const [at, { standsIn, groupId }] of seats.entries()) {
    if (!standsIn) groups.set(groupId ?? "", (groups.get(groupId ?? "") ?? 0) + (yes[at] === true ? 1 : 0));
  }
  const lacking = [...groups.values()].reduce((sum, has) => sum + Math.max(0, quorum.perGroup - has), 0);
  return (groups.size === 0 ? quorum.perGroup : lacking) <= spare;
};

test("no request is approved against the quorum of any of its stages", () => {
  let approved = 0;
  holds(
    fc.property(anyPolicy, anyVotes, (policy, votes) => {
      const end = simulate(policy, votes);
      if (end.request === "approved") approved += 1;
      for (const [index, stage] of policy.stages.entries()) {
        if (end.request === "approved") expect(end.stages[index]).toBe("approved");
        if (end.stages[index] === "approved") expect(isEnough(stage, end, index)).toBe(true);
      }
    }),
    runs,
  );
  expect(approved).toBeGreaterThan(0);
});

test("no seat is decided twice, however often it is tried", () => {
  holds(
    fc.property(anyPolicy, anyVotes, (policy, votes) => {
      const { recorded } = simulate(policy, votes);
      expect(new Set(recorded.map(({ seat }) => seat)).size).toBe(recorded.length);
    }),
    runs,
  );
});

test("nobody is counted twice: in a stage ever, and in a request where the policy says so", () => {
  holds(
    fc.property(anyPolicy, anyVotes, (policy, votes) => {
      const seats = policy.stages.flatMap((stage, index) => stage.seats.map((seat) => ({ ...seat, index })));
      const counted = new Map<string, number>();
      for (const { seat: number, outcome } of simulate(policy, votes).recorded) {
        const seat = seats[number];
        if (seat === undefined || (outcome !== "approve" && outcome !== "reject")) continue;
        const where = policy.separation.nobodyTwice === true ? "request" : seat.index;
        for (const person of new Set([seat.member, seat.principal])) {
          if (person === null) continue;
          const key = `${where} ${person}`;
          counted.set(key, (counted.get(key) ?? 0) + 1);
        }
      }
      expect([...counted.values()].filter((times) => times > 1)).toEqual([]);
    }),
    runs,
  );
});

test("with reportingLine nobody decides together with their manager or report", () => {
  holds(
    fc.property(anyPolicy, anyVotes, (policy, votes) => {
      const separation = { reportingLine: true as const };
      const seats = policy.stages.flatMap((stage) => stage.seats);
      const deciders = new Set(
        simulate({ ...policy, separation }, votes)
          .recorded.filter(({ outcome }) => outcome === "approve" || outcome === "reject")
          .flatMap(({ seat }) => [seats[seat]?.member]),
      );
      for (let report = 1; report < peopleCount; report += 2) {
        expect(deciders.has(String(report)) && deciders.has(String(report - 1))).toBe(false);
      }
    }),
    runs,
  );
});

/** One stage whose seats speak for nobody twice, and a vote for some of its seats, in two orders. */
const simultaneous = (rejection: SimulatedStage["rejection"]) =>
  stageOf(fc.constant(rejection))
    .map((stage) => ({ ...stage, seats: stage.seats.map((seat) => ({ ...seat, principal: null })) }))
    .chain((stage) =>
      fc.record({
        stage: fc.constant(stage),
        votes: fc.shuffledSubarray(stage.seats.map((_, seat) => seat)).chain((seats) =>
          fc.tuple(
            ...seats.map((seat) =>
              fc.record({
                seat: fc.constant(seat),
                outcome: fc.constantFrom("approve" as const, "reject" as const, "recuse" as const),
              }),
            ),
          ),
        ),
      }),
    )
    .chain(({ stage, votes }) =>
      fc.record({
        stage: fc.constant(stage),
        votes: fc.constant(votes),
        shuffled: fc.shuffledSubarray(votes, { minLength: votes.length }),
      }),
    );
const alone = (stage: SimulatedStage): SimulatedPolicy => ({ stages: [stage], separation: {} });

test("under majorityOutOfReach the order of simultaneous votes makes no difference, nor does finishing early", () => {
  holds(
    fc.property(simultaneous("majorityOutOfReach"), ({ stage, votes, shuffled }) => {
      const end = simulate(alone(stage), votes);
      expect(simulate(alone(stage), shuffled).stages).toEqual(end.stages);
      const late = tally({
        quorum: stage.quorum,
        rejection: stage.rejection,
        seats: stage.seats.map(({ standsIn, groupId }, seat) => {
          const vote = votes.find((one) => one.seat === seat);
          const status = vote === undefined ? "open" : vote.outcome === "recuse" ? "recused" : "decided";
          return { status, outcome: vote?.outcome ?? null, standsIn, groupId };
        }),
      });
      expect(end.stages).toEqual([late === "undecided" ? "active" : late]);
    }),
    runs,
  );
});

test("under veto a rejection rejects, and what was approved before it came stays approved", () => {
  holds(
    fc.property(simultaneous("veto"), ({ stage, votes, shuffled }) => {
      for (const order of [votes, shuffled]) {
        const { stages, recorded } = simulate(alone(stage), order);
        const wasRejected = recorded.some(({ outcome }) => outcome === "reject");
        expect(stages[0] === "rejected").toBe(wasRejected);
        if (stages[0] === "approved") expect(wasRejected).toBe(false);
      }
    }),
    runs,
  );
});
