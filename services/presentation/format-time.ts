type Reader = { readonly timeZone: string; readonly locale: string };

/**
 * Pure: a moment in a person's time zone and language, with the zone's name: "Wednesday, November 25, 2026 at
 * 7:41 PM Central European Standard Time". Takes an RFC 3339 time, an IANA zone and a BCP 47 tag.
 */
export const formatMoment = (moment: string, { timeZone, locale }: Reader): string =>
  new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZone,
    timeZoneName: "long",
  }).format(new Date(moment));

/** Pure: the time of day alone, for what is soon: "19:41 CET". */
export const formatTimeOfDay = (moment: string, { timeZone, locale }: Reader): string =>
  new Intl.DateTimeFormat(locale, {
    hour: "numeric",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  }).format(new Date(moment));

/** Pure: the same moment for everybody: "2026-11-25 18:41 UTC". */
export const formatUtc = (moment: string): string => {
  const iso = new Date(moment).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
};
