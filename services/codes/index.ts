export type { CodeVerdict } from "./check.ts";
export { type MailedCode, mailCode } from "./mail.ts";
export type { ConfirmedChoice } from "./model.ts";
