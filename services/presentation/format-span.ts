const units = [
  { seconds: 86_400, name: "day" },
  { seconds: 3_600, name: "hour" },
  { seconds: 60, name: "minute" },
] as const;

const millisecondsPerSecond = 1000;

/** Pure: how long it is from one moment to a later one, in the largest whole unit: "2 days", "1 hour". */
export const formatSpan = (from: Date, to: Date): string => {
  const seconds = (to.getTime() - from.getTime()) / millisecondsPerSecond;
  const unit = units.find((candidate) => seconds >= candidate.seconds);
  if (unit === undefined) {
    return "less than a minute";
  }
  const count = Math.floor(seconds / unit.seconds);
  return `${count} ${unit.name}${count === 1 ? "" : "s"}`;
};
