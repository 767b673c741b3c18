import fc from "fast-check";

const usualRuns = 100;

/** Checks a property and prints its seed, so that a failure can be run again. */
export const holds = <Values extends [unknown, ...unknown[]]>(
  property: fc.IProperty<Values>,
  numRuns = usualRuns,
): void => {
  const seed = Date.now() % 2 ** 31;
  console.info(`fast-check seed ${seed}`);
  fc.assert(property, { seed, numRuns });
};
