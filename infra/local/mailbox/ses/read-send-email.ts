import { z } from "zod";
import {
  addressCharactersMax,
  headerNameCharactersMax,
  headersMax,
  headerValueCharactersMax,
  lineCharactersMax,
  messageBytesMax,
  recipientsMax,
  tagsMax,
} from "../limits.ts";
import type { OutgoingMail } from "../messages/model.ts";
import { describeIssues, keepableText } from "../../stand-in/problem.ts";
import { SesFault } from "./fault.ts";

const line = (maxCharacters: number) =>
  z
    .string()
    .max(maxCharacters)
    // oxlint-disable-next-line eslint/no-control-regex -- control characters are what it refuses
    .regex(/^[^\u0000-\u001f\u007f]*$/, "must not contain control characters");

const address = line(addressCharactersMax).regex(/^[^@]*[^@\s]@[^@\s]+$/, "must be a mail address");
const addresses = z.array(address).nullish();
const part = z.object({ Data: keepableText(messageBytesMax) });
const tag = z.object({ Name: line(256), Value: line(256) });
const header = z.object({
  Name: line(headerNameCharactersMax).regex(/^[!-9;-~]+$/, "must be printable ASCII without a colon"),
  Value: line(headerValueCharactersMax),
});

const sendEmailSchema = z.object({
  FromEmailAddress: address,
  Destination: z.object({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses }),
  ReplyToAddresses: addresses,
  Content: z.object({
    Simple: z.object({
      Subject: z.object({ Data: line(lineCharactersMax) }),
      Body: z.object({ Text: part.nullish(), Html: part.nullish() }),
      Headers: z.array(header).max(headersMax).nullish(),
      Attachments: z.array(z.unknown()).max(0, "are not supported by this mailbox").nullish(),
    }),
  }),
  EmailTags: z.array(tag).max(tagsMax).nullish(),
});

const otherContents = z.object({
  Content: z.object({ Raw: z.looseObject({}).nullish(), Template: z.looseObject({}).nullish() }),
});

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new SesFault("BadRequestException", "The request body is not JSON.");
  }
};

const refuseOtherContents = (request: unknown): void => {
  const content = otherContents.safeParse(request).data?.Content;
  for (const kind of ["Raw", "Template"] as const) {
    if (content?.[kind]) {
      throw new SesFault("BadRequestException", `Content.${kind} is not supported: send Content.Simple.`);
    }
  }
};

/** Reads a `SendEmail` request of SES v2 with simple content; throws a `SesFault` that says what is wrong. */
export const readSendEmail = (body: string): OutgoingMail => {
  const request = parse(body);
  refuseOtherContents(request);
  const read = sendEmailSchema.safeParse(request);
  if (!read.success) throw new SesFault("BadRequestException", describeIssues(read.error));
  const { FromEmailAddress, Destination, ReplyToAddresses, Content, EmailTags } = read.data;
  const { Subject, Body, Headers } = Content.Simple;
  const recipients = [Destination.ToAddresses, Destination.CcAddresses, Destination.BccAddresses].flatMap(
    (list) => list ?? [],
  );
  if (recipients.length === 0) throw new SesFault("BadRequestException", "Destination names no address.");
  if (recipients.length > recipientsMax) {
    throw new SesFault("BadRequestException", `Destination names more than ${recipientsMax} addresses.`);
  }
  if (!Body.Text && !Body.Html) {
    throw new SesFault("BadRequestException", "Content.Simple.Body has neither Text nor Html.");
  }
  return {
    from: FromEmailAddress,
    recipients,
    replyTo: ReplyToAddresses ?? [],
    subject: Subject.Data,
    text: Body.Text?.Data ?? null,
    html: Body.Html?.Data ?? null,
    headers: (Headers ?? []).map(({ Name, Value }) => ({ name: Name, value: Value })),
    tags: (EmailTags ?? []).map(({ Name, Value }) => ({ name: Name, value: Value })),
  };
};
