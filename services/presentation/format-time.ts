/** Pure: a moment in a person's zone and language, with the zone's name: "Wednesday, 25 November 2026 at 18:41 GMT". */
export const formatMoment = (
  moment: string,
  { timeZone, locale }: { readonly timeZone: string; readonly locale: string },
): string =>
  new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  }).format(new Date(moment));

/** The same moment for everybody: "2026-11-25 18:41 UTC". */
export const formatUtc = (moment: string): string => `${moment.slice(0, 10)} ${moment.slice(11, 16)} UTC`;
