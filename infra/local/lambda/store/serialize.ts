/** Runs works of the same key one after the other, in the order they came; works of other keys beside them. */
export type Serialize = <Value>(key: string, work: () => Promise<Value>) => Promise<Value>;

/** Within one process this spares lost compare-and-sets; between processes the compare-and-set alone decides. */
export const createSerialize = (): Serialize => {
  const tails = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const run = (tails.get(key) ?? Promise.resolve()).then(work);
    const tail = run.catch(() => undefined);
    tails.set(key, tail);
    try {
      return await run;
    } finally {
      if (tails.get(key) === tail) tails.delete(key);
    }
  };
};
