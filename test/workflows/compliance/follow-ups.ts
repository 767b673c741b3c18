import postgres from "postgres";
import { Temporal } from "temporal-polyfill";
import { expect } from "vitest";
import { getRequest, listRequests } from "../../../services/requests/index.ts";
import type { Scenario } from "../support/scenario.ts";
import type { Scene } from "../support/world.ts";
import { analyst, completed, high, medium, officer } from "./kind.ts";

type Planned = { readonly at: Date };

const plannedFollowUps = async ({ world, requestId }: Scene): Promise<readonly Planned[]> => {
  const sql = postgres(world.databaseUrl, { max: 1 });
  try {
    return await sql<Planned[]>`
      select next_at as at from outbox_messages
      where kind = 'request.follow_up' and request_id = ${requestId.slice("req_".length)}`;
  } finally {
    await sql.end();
  }
};

export const noFollowUp = async (scene: Scene): Promise<void> => {
  expect(await plannedFollowUps(scene)).toEqual([]);
};

const secondsPerDay = 86_400;

/** A month before the clearance runs out; a day more or less, since the test may run at midnight. */
export const plannedIn = async (scene: Scene, months: number): Promise<void> => {
  const [planned, ...others] = await plannedFollowUps(scene);
  const expected = Temporal.Now.zonedDateTimeISO("UTC").add({ months }).subtract({ days: 30 });
  expect(others).toEqual([]);
  expect(Math.abs((planned?.at.getTime() ?? 0) - expected.epochMilliseconds) / 1_000).toBeLessThan(
    secondsPerDay,
  );
};

const followUpsOf = async ({ ctx, requestId }: Scene) => {
  const { data } = await listRequests(ctx, {
    limit: 10,
    cursor: null,
    externalId: `follow-up:${requestId}`,
  });
  return Promise.all(data.map(({ id }) => getRequest(ctx, id)));
};

const pass = (scene: Scene, days: number): Promise<void> =>
  scene.world.pass(scene.requestId, days * secondsPerDay);

export const followUps: readonly Scenario[] = [
  {
    name: "a high risk comes up again after a year, and its review after another",
    payload: high,
    happens: [
      analyst,
      officer,
      { it: "the review is planned in a year", does: (scene) => plannedIn(scene, 12) },
      { it: "eleven months less a day pass", does: (scene) => pass(scene, 330) },
      { it: "nothing is asked for yet", does: async (scene) => expect(await followUpsOf(scene)).toEqual([]) },
      { it: "the day comes", does: (scene) => pass(scene, 6) },
      {
        it: "the review is asked for, screened and with the analyst",
        does: async (scene) => {
          const [review, ...others] = await followUpsOf(scene);
          expect(others).toEqual([]);
          expect(review).toMatchObject({
            title: "Review of Tokyo Traders",
            status: "pending",
            requester: { memberId: scene.people.requester },
            versions: [{ payload: { caseNumber: "VC-2026-0117/2", reviewOf: "VC-2026-0117" } }],
            stages: [{ name: "analyst", status: "active" }, { name: "officer" }],
          });
        },
      },
      { it: "another year passes", does: (scene) => pass(scene, 400) },
      {
        it: "there is one review and not two",
        does: async (scene) => expect(await followUpsOf(scene)).toHaveLength(1),
      },
    ],
    ends: completed(),
  },
  {
    name: "a medium risk comes up again after two years",
    payload: medium,
    happens: [analyst],
    ends: { ...completed(), also: (scene) => plannedIn(scene, 24) },
  },
];
