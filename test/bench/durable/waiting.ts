/** Brings each run together with the id by which it is decided, whichever is asked or told first. */
export const createWaiting = () => {
  const entries = new Map<string, PromiseWithResolvers<string>>();
  const entry = (run: string): PromiseWithResolvers<string> => {
    const known = entries.get(run) ?? Promise.withResolvers<string>();
    entries.set(run, known);
    return known;
  };
  return {
    tell: (run: string, id: string): void => entry(run).resolve(id),
    ask: async (run: string): Promise<string> => {
      const id = await entry(run).promise;
      entries.delete(run);
      return id;
    },
  };
};
