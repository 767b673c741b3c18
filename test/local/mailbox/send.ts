import { type SendEmailCommandInput, SESv2Client } from "@aws-sdk/client-sesv2";

/** An SES client as the service builds it, pointed at the mailbox. It does not retry, so that faults are seen. */
export const connectSes = (url: string): SESv2Client =>
  new SESv2Client({
    endpoint: url,
    region: "eu-central-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });

export const mailTo = (to: string, subject = "Decide on order NW-10782"): SendEmailCommandInput => ({
  FromEmailAddress: "Countersign <approvals@countersign.example>",
  ReplyToAddresses: ["desk@countersign.example"],
  Destination: { ToAddresses: [to] },
  Content: {
    Simple: {
      Subject: { Data: subject, Charset: "UTF-8" },
      Body: {
        Text: { Data: "Dear Ada,\nhttps://countersign.example/l/abc.", Charset: "UTF-8" },
        Html: {
          Data: '<!doctype html><html><head><title>x</title></head><body><p>Dear Ada</p><a href="https://countersign.example/l/abc">Review</a></body></html>',
          Charset: "UTF-8",
        },
      },
      Headers: [{ Name: "X-Countersign-Message", Value: "msg-1" }],
    },
  },
  EmailTags: [{ Name: "kind", Value: "order" }],
});
