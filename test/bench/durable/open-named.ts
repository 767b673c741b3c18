import type { Engine, EngineOptions, OpenEngine } from "./engine.ts";
import { openByAwsClient, openByHttp } from "./engines/countersign.ts";
import { openGrouped, openSingle } from "./engines/loop.ts";
import { openEngine as openNull } from "./engines/null.ts";

const own: Readonly<Record<string, OpenEngine>> = {
  null: openNull,
  countersign: openByAwsClient,
  "countersign-http": openByHttp,
  loop: openSingle,
  "grouped-loop": openGrouped,
};

/** Opens an engine; the peers' modules are looked for only now, since their packages may not be installed. */
export const openNamed = async (name: string, options: EngineOptions): Promise<Engine> => {
  const open = own[name];
  if (open !== undefined) return open(options);
  const peer = (await import(new URL(`peers/${name}.ts`, import.meta.url).href)) as {
    readonly openEngine: OpenEngine;
  };
  return peer.openEngine(options);
};
