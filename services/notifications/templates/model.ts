/** A mail without its envelope: the same facts in both parts. */
export type MailContent = {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};
