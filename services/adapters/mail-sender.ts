import { SendEmailCommand, type SESv2Client } from "@aws-sdk/client-sesv2";
import type { MailSender } from "../ports.ts";

const utf8 = (data: string) => ({ Data: data, Charset: "UTF-8" });

/** Sends through SES v2, one recipient a message. Link tracking must stay off: it rewrites and logs tokens. */
export const createMailSender = (client: SESv2Client): MailSender => ({
  send: async ({ to, from, replyTo, subject, text, html, reference }) => {
    const answer = await client.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        ...(replyTo === null ? {} : { ReplyToAddresses: [replyTo] }),
        Content: {
          Simple: {
            Subject: utf8(subject),
            Body: { Text: utf8(text), Html: utf8(html) },
            Headers: [{ Name: "X-Countersign-Message", Value: reference }],
          },
        },
      }),
    );
    return { messageId: answer.MessageId ?? "" };
  },
});
