import { z } from "zod";

/** What no text may hold: control characters (Postgres stores no NUL) other than tab and the line breaks. */
const controlCharacter = /(?![\t\n\r])\p{Cc}/u;
/** What would break a line, or a mail's header. */
const lineBreak = /[\t\n\r\u2028\u2029]/u;

/** Text that every part can store, hash and send, and a person can read: not blank, well-formed Unicode without control characters. */
export const textSchema = (maxCharacters: number) =>
  z
    .string()
    .min(1)
    .max(maxCharacters)
    .refine((text) => text.trim() !== "", { error: "must not be blank" })
    .refine((text) => text.isWellFormed() && !controlCharacter.test(text), {
      error: "must be well-formed Unicode without control characters",
    });

/** Text on one line, such as a title or a name. */
export const lineSchema = (maxCharacters: number) =>
  textSchema(maxCharacters).refine((text) => !lineBreak.test(text), { error: "must be on one line" });
