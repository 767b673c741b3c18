import { expect } from "vitest";
import { answerForPerson } from "../../../services/service-tasks/index.ts";
import { editRequest, withdrawRequest } from "../../../services/requests/index.ts";
import { memberCalled } from "../support/people.ts";
import { openTaskOf } from "../support/happen.ts";
import type { Happening, Scenario } from "../support/scenario.ts";
import type { Scene } from "../support/world.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Somebody who was asked for a task gives one of the answers of its form. */
export const answers = (step: string, answer: string, fields: Fields = {}): Happening => ({
  it: `${step} is answered: ${answer}`,
  does: async ({ ctx, ...scene }) =>
    answerForPerson(ctx, {
      id: await openTaskOf({ ctx, ...scene }, step),
      answer,
      fields,
      comment: "So it is.",
    }),
});

/** A system finishes what it took up; the tenant's software does so for a person who sends files. */
export const completes = (step: string, result: Fields = {}): Happening => ({
  system: "completes",
  step,
  result,
});

/** Somebody puts another version in place of the newest. */
export const edits = (who: string, change: Fields): Happening => ({
  it: `the ${who} edits: ${Object.keys(change).join(", ")}`,
  does: async (scene) => {
    const { currentVersion, versions } = await scene.request();
    const payload = versions.find(({ version }) => version === currentVersion)?.payload as Fields;
    return editRequest(scene.ctx, {
      id: scene.requestId,
      requestVersion: currentVersion,
      payload: { ...payload, ...change },
      actingMemberId: memberCalled(scene.people, who),
    });
  },
});

/** The requester may not take the request back any more. */
export const mayNotWithdraw: Happening = {
  it: "the requester wants to withdraw it, and may not",
  does: async ({ ctx, requestId, people }) =>
    expect(withdrawRequest(ctx, { id: requestId, actingMemberId: people.requester })).rejects.toMatchObject({
      code: "approval_request.committed",
    }),
};

const reasonsOf = (detail: Fields): string =>
  `${String(detail["notice"])}: ${(detail["reasonCodes"] as readonly string[]).join(", ")}`;

/** What the applicant was told in writing, and for which reasons. */
export const told =
  (...notices: readonly string[]): NonNullable<Scenario["ends"]["also"]> =>
  async (scene: Scene) => {
    const entries = await scene.world.sandbox.ledger(scene.requestId);
    const sent = entries.filter(({ type }) => type === "notice.send").map(({ detail }) => reasonsOf(detail));
    expect(sent).toEqual(notices);
  };
