import postgres from "postgres";
import { canonicalPayload } from "../../../services/requests/content-hash.ts";
import { addDays } from "../../../workflows/onboarding/business-days.ts";
import type { Happening } from "../support/scenario.ts";
import type { Scene } from "../support/world.ts";

const prefixCharacters = "req_".length;
const secondsPerDay = 86_400;

type Version = { readonly version: number; readonly payload: string };

/** Moves the first day into the past, as time moves everything else: in every version that the request has. */
const moveStart = async ({ world, requestId }: Scene, days: number): Promise<void> => {
  const sql = postgres(world.databaseUrl, { max: 1, onnotice: () => {} });
  const id = requestId.slice(prefixCharacters);
  try {
    await sql.begin(async (transaction) => {
      // Versions may not be changed otherwise: no trigger of the application looks on.
      await transaction`set local session_replication_role = replica`;
      const versions = await transaction<Version[]>`
        select version, payload from request_versions where request_id = ${id}`;
      for (const { version, payload } of versions) {
        const before = JSON.parse(payload) as { readonly startDate: string };
        const { text, hash } = canonicalPayload({ ...before, startDate: addDays(before.startDate, -days) });
        await transaction`
          update request_versions set payload = ${text}, content_hash = ${hash}
          where request_id = ${id} and version = ${version}`;
      }
    });
  } finally {
    await sql.end();
  }
};

/** Lets days pass, the first day of work among them. */
export const daysPass = (days: number): Happening => ({
  it: `${days} days pass`,
  does: async (scene) => {
    await moveStart(scene, days);
    await scene.world.pass(scene.requestId, days * secondsPerDay);
  },
});
