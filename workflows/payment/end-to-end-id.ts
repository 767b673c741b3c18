import { z } from "zod";

/** Max35Text of ISO 20022. */
const idMaxCharacters = 35;
/** The characters that every bank passes on unchanged (EPC217-08, chapter 1). */
const allowedCharacters = /^[A-Za-z0-9/\-?:().,'+ ]+$/;

/** Why the text is no end-to-end id, or null if it is one: references have no slash at either end and no two in a row. */
export const endToEndIdProblem = (text: string): string | null => {
  if (text.length > idMaxCharacters) {
    return `must have at most ${idMaxCharacters} characters`;
  }
  if (!allowedCharacters.test(text) || text.trim() !== text) {
    return "must be of letters, digits and / - ? : ( ) . , ' + with blanks only in between";
  }
  return text.startsWith("/") || text.endsWith("/") || text.includes("//")
    ? "must not begin or end with a slash, nor have two in a row"
    : null;
};

/** By what a bank and everybody behind it know a payment again (ISO 20022 EndToEndIdentification). */
export const endToEndIdSchema = z.string().superRefine((text, context) => {
  const message = endToEndIdProblem(text);
  if (message !== null) context.addIssue({ code: "custom", message });
});
