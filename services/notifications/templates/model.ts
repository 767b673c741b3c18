/** A mail without its envelope: the same facts in both parts. */
export type MailContent = {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** Who reads the mail, in which zone and language. */
export type MailReader = {
  readonly name: string;
  readonly timeZone: string;
  readonly locale: string;
};
