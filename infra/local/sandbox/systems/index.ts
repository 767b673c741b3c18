import { complianceSystem } from "./compliance.ts";
import { ingestionSystem } from "./ingestion.ts";
import { orderSystem } from "./order.ts";
import type { Play, System } from "./play.ts";

/** Everything that the sandbox plays, by task type: one file a kind. */
const systems: System = { ...orderSystem, ...complianceSystem, ...ingestionSystem };

export const taskTypes: readonly string[] = Object.keys(systems);

export const findPlay = (type: string): Play | undefined =>
  Object.hasOwn(systems, type) ? systems[type] : undefined;
