/** The invocations of a thread that has ended, divided by what is to become of them. */
export type Blame = {
  /** The one that brought it down. */
  readonly guilty: string | undefined;
  /** Those it took along. */
  readonly lost: readonly string[];
  /** Lost ones that may have been it: each has to run alone from now on, so that the next end tells. */
  readonly suspects: readonly string[];
};

/**
 * Decides who brought a thread down. `culprit` is the invocation whose code ended it, where that is known; an
 * invocation that has timed out runs on as a `ghost`, and the end of its thread may be its doing.
 */
export const blame = (
  live: readonly string[],
  known: { readonly culprit: string | undefined; readonly ghosts: number },
): Blame => {
  const { culprit, ghosts } = known;
  if (culprit !== undefined) {
    const guilty = live.find((requestId) => requestId === culprit);
    return { guilty, lost: live.filter((requestId) => requestId !== culprit), suspects: [] };
  }
  const [only, ...others] = live;
  if (others.length === 0 && ghosts === 0) return { guilty: only, lost: [], suspects: [] };
  return { guilty: undefined, lost: live, suspects: live };
};
