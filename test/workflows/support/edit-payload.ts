import { editRequest } from "../../../services/requests/index.ts";
import type { Scene } from "./world.ts";

/** The payload of now. */
export const payloadOfNow = async ({ request }: Scene): Promise<Readonly<Record<string, unknown>>> => {
  const { currentVersion, versions } = await request();
  const current = versions.find(({ version }) => version === currentVersion);
  return current?.payload as Readonly<Record<string, unknown>>;
};

/** The requester lays something over the payload of now. */
export const editPayload = async (scene: Scene, change: object): Promise<void> => {
  const { ctx, people, requestId, request } = scene;
  const { currentVersion } = await request();
  await editRequest(ctx, {
    id: requestId,
    requestVersion: currentVersion,
    payload: { ...(await payloadOfNow(scene)), ...change },
    actingMemberId: people.requester,
  });
};
