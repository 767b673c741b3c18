import { databaseTime } from "../../db/queries/clock.ts";
import { listRequestsByKeys } from "../../db/queries/request-keys.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { UnitContext } from "../in-tenant.ts";
import type { Before, Kind, KindFacts } from "./model.ts";
import { readSettings } from "./read-settings.ts";

const millisecondsPerDay = 86_400_000;
const pastMax = 1_000;
/** A batch of a hundred payments is found again by each of them. */
const keysMax = 120;

/** The keys of a payload; throws when its kind names too many. */
export const keysOf = (kind: Kind, payload: unknown): readonly string[] => {
  const keys = kind.keysOf?.(payload) ?? [];
  if (keys.length > keysMax) {
    throw new Error(`kind ${kind.name} names ${keys.length} keys of a request`);
  }
  return keys;
};

export type Judged = {
  readonly payload: unknown;
  /** The request itself, which is not its own past. */
  readonly requestId?: Id<"request"> | null;
  readonly before?: Before | null;
};

/** Reads what a kind's judgments may know beside the payload. */
export const readFacts = async (
  ctx: UnitContext,
  kind: Kind,
  { payload, requestId = null, before = null }: Judged,
): Promise<KindFacts> => {
  const { tx } = ctx.unit;
  const now = await databaseTime(tx);
  const keys = keysOf(kind, payload);
  const past =
    kind.pastDays === undefined || keys.length === 0
      ? []
      : await listRequestsByKeys(tx, ctx.tenantId, {
          kind: kind.name,
          keys,
          since: new Date(now.getTime() - kind.pastDays * millisecondsPerDay),
          except: requestId,
          limit: pastMax,
        });
  return { now, past, settings: await readSettings(ctx, kind), before };
};
