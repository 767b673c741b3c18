import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { messageBytesMax } from "../limits.ts";
import type { MessageStore } from "../messages/store.ts";
import { wait } from "../../stand-in/wait.ts";
import type { Switches } from "../switches/model.ts";
import type { SwitchStore } from "../switches/store.ts";
import { SesFault, sesFaultResponse } from "./fault.ts";
import { readSendEmail } from "./read-send-email.ts";

export type SesParts = {
  readonly messages: MessageStore;
  readonly switches: SwitchStore;
  readonly newId: () => string;
  /** Aborts when the mailbox closes: delayed answers are then let go. */
  readonly closing: AbortSignal;
};

const refuseWhenAsked = ({ mode }: Switches): void => {
  if (mode === "refuse") {
    throw new SesFault("MessageRejected", "Email address is not verified. (The mailbox is set to refuse.)");
  }
  if (mode === "throttle") {
    throw new SesFault("TooManyRequestsException", "Maximum sending rate exceeded. (The mailbox is set to.)");
  }
};

/** `SendEmail` as `@aws-sdk/client-sesv2` calls it. Signatures are not looked at. */
export const sesRoutes = ({ messages, switches, newId, closing }: SesParts): Hono => {
  const routes = new Hono();
  const tooLarge = (): never => {
    throw new SesFault("BadRequestException", `The message is larger than ${messageBytesMax} bytes.`);
  };
  routes.use(bodyLimit({ maxSize: messageBytesMax, onError: tooLarge }));
  routes.post("/email/outbound-emails", async (context) => {
    const mail = readSendEmail(await context.req.text());
    const current = await switches.read();
    refuseWhenAsked(current);
    const messageId = newId();
    await messages.keep(mail, messageId);
    // The mail is on its way before the answer is late, so a caller that gives up and sends again makes two.
    if (current.mode === "delay") await wait(current.delayMilliseconds, [context.req.raw.signal, closing]);
    return context.json({ MessageId: messageId });
  });
  routes.all("*", () => {
    throw new SesFault("UnknownOperationException", "The mailbox knows SendEmail only.");
  });
  routes.onError((error) => sesFaultResponse(error, newId()));
  return routes;
};
