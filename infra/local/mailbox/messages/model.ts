/** A mail as SES was asked to send it, before it has been delivered to anyone. */
export type OutgoingMail = {
  readonly from: string;
  readonly recipients: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly text: string | null;
  readonly html: string | null;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly tags: readonly { readonly name: string; readonly value: string }[];
};

/** A recipient's copy, as `GET /messages` shows it. */
export type Message = {
  readonly id: string;
  /** The same for all recipients of one mail. */
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly text: string | null;
  readonly html: string | null;
  /** The sender's own id of the mail: two copies with the same one are a duplicate. */
  readonly reference: string | null;
  readonly tags: readonly { readonly name: string; readonly value: string }[];
  readonly receivedAt: string;
};

export type MessageFilter = {
  readonly to: string | null;
  /** The id of a message; only older ones follow. */
  readonly after: string | null;
  readonly limit: number;
};

/** The header by which Countersign names its own id of a mail. */
const referenceHeader = "x-countersign-message";

export const referenceOf = (mail: OutgoingMail): string | null =>
  mail.headers.find(({ name }) => name.toLowerCase() === referenceHeader)?.value ?? null;

/** The bare address: `Ada Byron <ada@example.com>` is `ada@example.com`. */
export const bareAddress = (address: string): string => /<([^<>]*)>\s*$/.exec(address)?.[1] ?? address.trim();
