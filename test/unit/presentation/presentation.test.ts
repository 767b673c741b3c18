import { describe, expect, it } from "vitest";
import { formatMoment, formatUtc } from "../../../services/presentation/format-time.ts";
import { maskEmail } from "../../../services/presentation/mask-email.ts";
import { shorten, visibleLine, visibleText } from "../../../services/presentation/visible-text.ts";

describe("text that is made visible", () => {
  it.each([
    ["a right-to-left override", "\u202E", "[U+202E]"],
    ["an isolate", "\u2066", "[U+2066]"],
    ["a zero-width space", "\u200B", "[U+200B]"],
    ["a soft hyphen", "\u00AD", "[U+00AD]"],
    ["a Hangul filler", "\u3164", "[U+3164]"],
    ["a blank of Braille", "\u2800", "[U+2800]"],
    ["a tag", "\u{E0041}", "[U+E0041]"],
    ["a control", "\u0000", "[U+0000]"],
    ["a control above ASCII", "\u0085", "[U+0085]"],
    ["a line separator", "\u2028", "[U+2028]"],
    ["half a character", "\uD83D", "[U+D83D]"],
    ["a joiner between Latin letters", "\u200D", "[U+200D]"],
    ["a variation of a letter", "\uFE0F", "[U+FE0F]"],
  ])("writes out %s", (_what, character, shown) => {
    expect(visibleText(`a${character}b`)).toBe(`a${shown}b`);
  });

  it.each(["👨‍👩‍👧", "❤️‍🔥", "می‌خواهم", "क्‍ष", "Zoë d’Été", "שלום", "a\tb\nc"])(
    "leaves %j as it is",
    (text) => {
      expect(visibleText(text)).toBe(text);
    },
  );

  it("puts a text on one line, and cuts it between characters", () => {
    expect(visibleLine(" a\r\nb\u2028\tc ")).toBe("a b c");
    expect(shorten("ab😀cd", 4)).toBe("ab…");
    expect(shorten("abcd", 4)).toBe("abcd");
  });
});

describe("an address", () => {
  it.each([
    ["ada@acme.com", "a•••@acme.com"],
    ["😀x@acme.com", "😀•••@acme.com"],
    ["@acme.com", "•••"],
    ["nothing", "•••"],
  ])("%s is shown as %s", (email, shown) => {
    expect(maskEmail(email)).toBe(shown);
  });
});

describe("a moment", () => {
  it.each([
    ["America/New_York", "en", "Sunday, March 8, 2026 at 3:00 AM Eastern Daylight Time"],
    ["America/New_York", "fr", "dimanche 8 mars 2026 à 03:00 heure d’été de l’Est nord-américain"],
    ["UTC", "en-GB", "Sunday, 8 March 2026 at 07:00 Coordinated Universal Time"],
  ])("is told in %s and %s, across a change of clocks", (timeZone, locale, shown) => {
    expect(formatMoment("2026-03-08T07:00:00.000Z", { timeZone, locale }).replaceAll(/\s/g, " ")).toBe(shown);
  });

  it("is told in UTC whatever offset it came with", () => {
    expect(formatUtc("2026-03-08T01:30:00+02:00")).toBe("2026-03-07 23:30 UTC");
  });
});
