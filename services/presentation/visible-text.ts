/**
 * Characters that change how a text looks or compares without being seen: controls, bidi controls and isolates,
 * zero-width characters, fillers, tags, variation selectors and the separators that break a line unasked. Tab and
 * line feed stay: they do what they look like.
 */
const invisible =
  /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u{2800}\u{FFF9}-\u{FFFB}]/gu;

/** Joiners spell words in these scripts, and glue one emoji from several. */
const joiner = /^[\u200C\u200D]$/;
const joins =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]$/u;
/** The two selectors that say "as text" and "as a picture". */
const presentationSelector = /^[\uFE0E\uFE0F]$/;
const emoji = /[\p{Emoji}]$/u;

const belongs = (character: string, before: string): boolean =>
  (joiner.test(character) && joins.test(before)) ||
  (presentationSelector.test(character) && emoji.test(before));

const codePoint = (character: string): string =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`;

/** Two UTF-16 units hold the one character before. */
const unitsBefore = 2;

/**
 * Pure: what you see is what you sign. Invisible characters are written out as "[U+202E]", but for the joiners
 * and selectors that a script or an emoji needs.
 */
export const visibleText = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(invisible, (character, offset: number, whole: string) =>
      belongs(character, whole.slice(Math.max(0, offset - unitsBefore), offset))
        ? character
        : codePoint(character),
    );

/** Pure: the same on one line, for a heading, a name or a subject. */
export const visibleLine = (text: string): string =>
  visibleText(text.replaceAll(/[\s\u0085]+/gu, " ").trim());

/** Pure: at most so many UTF-16 units and an ellipsis, never half a character. */
export const shorten = (text: string, maxCharacters: number): string => {
  if (text.length <= maxCharacters) {
    return text;
  }
  return `${text.slice(0, maxCharacters - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
};
