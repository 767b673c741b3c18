import { expect } from "vitest";
import { issueActionToken, redeemActionToken } from "../../../services/agent-actions/index.ts";
import type { ActionToken } from "../../../services/agent-actions/model.ts";
import { createGrant } from "../../../services/grants/index.ts";
import { editRequest } from "../../../services/requests/index.ts";
import type { Happening } from "../support/scenario.ts";
import { memberCalled } from "../support/people.ts";
import type { Scene } from "../support/world.ts";

export const contacts = { list: "newsletter", ids: ["c-1", "c-2"], archive: true };

const tokens = new WeakMap<Scene, ActionToken>();

const issue = async (scene: Scene): Promise<ActionToken> => {
  const token = await issueActionToken(scene.ctx, scene.requestId);
  tokens.set(scene, token);
  return token;
};

/** The code that the work is refused with. */
export const refusalOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "not refused",
    (error: { readonly code?: string }) => error.code ?? "broken",
  );

export const fetchesToken: Happening = { it: "the agent fetches its token", does: issue };

/** Runs exactly what the token's answer says. */
export const act = async (scene: Scene): Promise<void> => {
  const { token, tool, arguments: named } = tokens.get(scene) ?? (await issue(scene));
  await redeemActionToken(scene.ctx, { token, tool, arguments: named });
};

export const acts: Happening = { it: "the agent redeems its token and acts", does: act };

/** Tries something else than was approved, then what was. */
export const triesOtherwise = (otherwise: Readonly<Record<string, unknown>>): Happening => ({
  it: "the agent tries what was not approved",
  does: async (scene) => {
    const { token, tool } = tokens.get(scene) ?? (await issue(scene));
    const tried = redeemActionToken(scene.ctx, { token, tool, arguments: otherwise });
    expect(await refusalOf(tried)).toBe("action_token.mismatch");
  },
});

export const isRefused = (it: string, code: string, work: (scene: Scene) => Promise<unknown>): Happening => ({
  it,
  does: async (scene) => {
    expect(await refusalOf(work(scene))).toBe(code);
  },
});

/** The approver answers with other arguments, and is asked about those. */
export const editsArguments = (who: string, named: Readonly<Record<string, unknown>>): Happening => ({
  it: `the ${who} changes the arguments`,
  does: async (scene) => {
    const { versions, currentVersion } = await scene.request();
    const payload = versions.at(-1)?.payload as Readonly<Record<string, unknown>>;
    await editRequest(scene.ctx, {
      id: scene.requestId,
      requestVersion: currentVersion,
      payload: { ...payload, arguments: named },
      actingMemberId: memberCalled(scene.people, who),
    });
  },
});

const dayMilliseconds = 86_400_000;

/** A grant of the admin's for the requester, given before anything is asked. */
export const grantTo = async (
  { ctx, people }: Omit<Scene, "requestId" | "request">,
  argumentsPattern: Parameters<typeof createGrant>[1]["argumentsPattern"],
): Promise<void> => {
  await createGrant(ctx, {
    agentEmail: "requester@acme.example",
    tool: "crm.archive",
    argumentsPattern,
    usesMax: 2,
    endsAt: new Date(Date.now() + dayMilliseconds).toISOString(),
    reason: "Tidying up the newsletter",
    actingMemberId: people.admin,
  });
};
