/** How long the tables that the load depends upon may take, in seconds. */
export const readinessWaitSeconds = 6 * 3_600;
/** How often a system that does not call back is asked again, in seconds. */
export const readinessPollSeconds = 300;
/** Six hours of polls: with the rest of the run 672 of the 3,000 operations that an execution has. */
export const readinessPollsMax = readinessWaitSeconds / readinessPollSeconds;

/** 1, 2, … 72 */
export const readinessPolls: readonly number[] = Array.from(
  { length: readinessPollsMax },
  (_poll, index) => index + 1,
);
