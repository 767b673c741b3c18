const units = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1_000],
] as const;

/** A length of time in its two largest units. */
export const duration = (milliseconds: number): string => {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  const largest = units.findIndex(([, size]) => milliseconds >= size);
  const [[unit, size], below] = [units[largest] ?? units[3], units[largest + 1]];
  const rest = below === undefined ? 0 : Math.floor((milliseconds % size) / below[1]);
  const first = `${Math.floor(milliseconds / size)} ${unit}`;
  return rest === 0 || below === undefined ? first : `${first} ${rest} ${below[0]}`;
};

/** A moment as a form's field for date and time takes it: in UTC, to the second. */
export const utcTime = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace("T", " ").slice(0, 19);
