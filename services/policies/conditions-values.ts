/** Items of a list that a condition may be asked about. */
const listMaxItems = 500;
/** Levels of lists and objects inside each other. */
const valueMaxDepth = 50;

/**
 * A JSON value as CEL sees it: whole numbers are int (bigint), others double. Throws a RangeError for a value
 * beyond the limits.
 */
export const toCelValue = (value: unknown, depth = 0): unknown => {
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value !== "object" || value === null) return value;
  if (depth >= valueMaxDepth) throw new RangeError(`values are nested deeper than ${valueMaxDepth} levels`);
  if (!Array.isArray(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toCelValue(item, depth + 1)]));
  if (value.length > listMaxItems) throw new RangeError(`a list has more than ${listMaxItems} items`);
  return value.map((item) => toCelValue(item, depth + 1));
};
