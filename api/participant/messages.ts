import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AskedTask } from "../../services/task-links/index.ts";
import { visibleLine } from "../../services/presentation/visible-text.ts";
import { messagePage } from "../pages/message.ts";

const mailAgain = "Open the link in your mail again.";
const home = "/task";

/** One page for whatever is wrong with a link, so that nobody learns what it was. */
export const voidLink = (c: Context): Promise<Response> =>
  messagePage(c, {
    title: "This link does not work",
    body: "It may be incomplete, too old, or replaced by a newer one.",
    todo: "Open the newest mail that you got about this and follow the link there, or ask those who sent it to you.",
    status: 404,
  });

/** No cookie, or one that is over. */
export const sessionOver = (c: Context): Promise<Response> =>
  messagePage(c, {
    title: "This page is no longer open",
    body: "It was open for more than 30 minutes, or in another browser. Nothing was recorded by this page.",
    todo: mailAgain,
    status: 401,
  });

export const foreignForm = (c: Context): Promise<Response> =>
  messagePage(c, {
    title: "This form did not come from our page",
    body: "Nothing was recorded.",
    todo: "Open the link in your mail, and answer there.",
    status: 403,
  });

/** Two links are open in two tabs, and this form is of the one that was opened first. */
export const otherLinkOpen = (c: Context, { form }: AskedTask): Promise<Response> =>
  messagePage(c, {
    title: "Something else is open now",
    body: `Nothing was recorded. This browser has since opened "${visibleLine(form.title)}", and answers one thing at a time.`,
    todo: "To answer what this page asked, open the link in its mail again. Or go on with what is open now.",
    status: 409,
    wayOn: { label: "Go to what is open now", href: home },
  });

export const changedSince = (c: Context): Promise<Response> =>
  messagePage(c, {
    title: "The question has changed",
    body: "It is no longer what your page showed. Nothing was recorded.",
    todo: "Read what is asked now, then answer.",
    status: 409,
    wayOn: { label: "Show what is asked now", href: home },
  });

export const confirmationOver = (c: Context): Promise<Response> =>
  messagePage(c, {
    title: "Please confirm once more",
    body: "A confirmation is good for ten minutes, and for the answer that it showed. Nothing was recorded.",
    todo: "Go back to the form and answer again.",
    status: 409,
    wayOn: { label: "Back to the form", href: home },
  });

export const tooLarge = (c: Context): Promise<Response> =>
  messagePage(c, {
    title: "That is too much",
    body: "Nothing was recorded. Texts have at most 2,000 characters, and a file at most 5 MB.",
    todo: "Make the files smaller or the texts shorter, and answer again.",
    status: 413,
    wayOn: { label: "Start again", href: home },
  });

export const notAForm = (c: Context): Promise<Response> =>
  messagePage(c, {
    title: "This is not our form",
    body: "Nothing was recorded. The page takes what its own form sends.",
    todo: mailAgain,
    status: 415,
  });

/** What the services refused, in their words. */
export const refused = (c: Context, reason: string, status: ContentfulStatusCode): Promise<Response> =>
  messagePage(c, {
    title: "Your answer was not recorded",
    body: reason,
    todo: "Look at the form as it is now. If you think this is wrong, tell those who sent you the mail.",
    status,
    wayOn: { label: "Back to the form", href: home },
  });

/** The answer is recorded, but nothing can be shown of it any more. */
export const recordedWithoutDetails = (c: Context): Promise<Response> =>
  messagePage(c, {
    title: "Your answer is recorded",
    body: "It cannot be shown right now.",
    todo: "Nothing more. You can close this page.",
    status: 200,
  });

/** Nobody knows whether the answer got lost before or after it was recorded; sending it again is safe. */
export const unavailable = (c: Context, wasAnswering: boolean): Promise<Response> => {
  c.header("Retry-After", "60");
  return messagePage(c, {
    title: "Please try again in a minute",
    body: wasAnswering
      ? "The service did not answer in time, so we cannot tell you whether your answer was recorded."
      : "The service is not available right now. Nothing was recorded.",
    todo: wasAnswering
      ? "Wait a minute, then send this page again or open the link in your mail. An answer counts only once, however often you send it."
      : "Wait a minute, then load this page again.",
    status: 503,
  });
};

export const broken = (c: Context, traceId: string): Promise<Response> =>
  messagePage(c, {
    title: "Something went wrong on our side",
    body: `It has been noted, under ${traceId}.`,
    todo: "Open the link in your mail again to see whether your answer was recorded.",
    status: 500,
  });

export const methodNotAllowed = (c: Context, allowed: string): Promise<Response> => {
  c.header("Allow", allowed);
  return messagePage(c, {
    title: "This address cannot be used that way",
    body: "Nothing was recorded.",
    todo: mailAgain,
    status: 405,
  });
};
