/**
 * Characters that change how a text looks without being seen: bidi controls and isolates, zero-width characters,
 * the byte-order mark, and other format characters (Unicode general category Cf).
 */
const invisible = /\p{Cf}/gu;

const codePoint = (character: string): string =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`;

/** Pure: what you see is what you sign. Invisible characters are written out. */
export const visibleText = (text: string): string => text.replaceAll(invisible, codePoint);
