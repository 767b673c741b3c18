import type { Runtime } from "../../../../services/context.ts";
import { kinds } from "../../../../workflows/kinds.ts";

const never = new Promise<never>(() => {});

/** Whatever is read of it can be called, and whoever calls it waits for ever. */
const untouchable = (name: string, onTouch: (name: string) => void): never =>
  new Proxy(() => never, {
    // A promise of it is not to be taken for its value.
    get: (_target, key) =>
      typeof key === "symbol" || key === "then" ? undefined : untouchable(`${name}.${key}`, onTouch),
    apply: () => {
      onTouch(name);
      return never;
    },
  }) as never;

/**
 * A runtime for activities that must not get anywhere: none ever ends, and the first thing that one asks of the
 * database or of a port is told.
 */
export const untouchableRuntime = (onTouch: (name: string) => void): Runtime => ({
  db: untouchable("db", onTouch),
  ports: untouchable("ports", onTouch),
  outbox: untouchable("outbox", onTouch),
  kinds,
  settings: { baseUrl: "", mailFrom: "", allowLoopbackTargets: false },
});
