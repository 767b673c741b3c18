import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Review } from "../../services/links/index.ts";
import { visibleLine } from "../../services/presentation/visible-text.ts";
import { messagePage } from "../pages/message.ts";

const mailAgain = "Open the link in your mail again.";

/** One page for whatever is wrong with a link, so that nobody learns what it was. */
export const voidLink = (c: Context): Promise<Response> =>
  messagePage(c, {
    title: "This link does not work",
    body: "It may be incomplete, too old, or replaced by a newer one.",
    todo: "Open the newest mail about the request and follow the link there, or ask the person who sent the request.",
    status: 404,
  });

/** No cookie, or one that is over. */
export const sessionOver = (c: Context): Promise<Response> =>
  messagePage(c, {
    title: "This page is no longer open",
    body: "It was open for more than 30 minutes, or in another browser. Nothing was decided by this page.",
    todo: mailAgain,
    status: 401,
  });

export const foreignForm = (c: Context): Promise<Response> =>
  messagePage(c, {
    title: "This form did not come from our page",
    body: "Nothing was decided.",
    todo: "Open the link in your mail, and decide there.",
    status: 403,
  });

/** Two links are open in two tabs, and this form is of the one that was opened first. */
export const otherLinkOpen = (c: Context, review: Review): Promise<Response> =>
  messagePage(c, {
    title: "Another request is open now",
    body: `Nothing was decided. This browser has since opened "${visibleLine(review.title)}", and decides one request at a time.`,
    todo: "To decide the request of this page, open the link in its mail again. Or go on with the one that is open now.",
    status: 409,
    wayOn: { label: "Go to the request that is open", href: "/review" },
  });

export const changedSince = (c: Context): Promise<Response> =>
  messagePage(c, {
    title: "The request has changed",
    body: "It is no longer what your page showed. Nothing was decided.",
    todo: "Read the request as it is now, then decide.",
    status: 409,
    wayOn: { label: "Show the request as it is now", href: "/review" },
  });

export const confirmationOver = (c: Context): Promise<Response> =>
  messagePage(c, {
    title: "Please confirm once more",
    body: "A confirmation is good for ten minutes, and for the choice and the comment that it showed. Nothing was decided.",
    todo: "Go back to the request and choose again.",
    status: 409,
    wayOn: { label: "Back to the request", href: "/review" },
  });

export const tooLarge = (c: Context): Promise<Response> =>
  messagePage(c, {
    title: "The comment is too long",
    body: "Nothing was decided. A comment may have 2,000 characters.",
    todo: "Go back in your browser and shorten the comment.",
    status: 413,
    wayOn: { label: "Start again", href: "/review" },
  });

export const editTooLarge = (c: Context): Promise<Response> =>
  messagePage(c, {
    title: "This is too long",
    body: "Nothing was changed. What you entered is longer than a request may be.",
    todo: "Go back in your browser and shorten it.",
    status: 413,
    wayOn: { label: "Back to the request", href: "/review" },
  });

/** A kind without such a form, or a request with nothing in it to change. */
export const noEdit = (c: Context): Promise<Response> =>
  messagePage(c, {
    title: "This request cannot be changed here",
    body: "Nothing was changed.",
    todo: "Decide it as it is, or send it back and say what has to change.",
    status: 404,
    wayOn: { label: "Back to the request", href: "/review" },
  });

export const notAForm = (c: Context): Promise<Response> =>
  messagePage(c, {
    title: "This is not our form",
    body: "Nothing was decided. The page takes what its own form sends.",
    todo: mailAgain,
    status: 415,
  });

/** What the decision function refused, in its words. */
export const refused = (c: Context, reason: string, status: ContentfulStatusCode): Promise<Response> =>
  messagePage(c, {
    title: "The decision was not recorded",
    body: reason,
    todo: "Look at the request as it is now. If you think this is wrong, ask your administrator.",
    status,
    wayOn: { label: "Back to the request", href: "/review" },
  });

/** The decision is made, but nothing can be shown of the request any more. */
export const recordedWithoutDetails = (c: Context, deed: string): Promise<Response> =>
  messagePage(c, {
    title: `You ${deed}`,
    body: "Your decision is recorded. The request itself cannot be shown right now.",
    todo: "Nothing more. You can close this page.",
    status: 200,
  });

/** Nobody knows whether the answer got lost before or after the decision; sending it again is safe. */
export const unavailable = (c: Context, wasDeciding: boolean): Promise<Response> => {
  c.header("Retry-After", "60");
  return messagePage(c, {
    title: "Please try again in a minute",
    body: wasDeciding
      ? "The service did not answer in time, so we cannot tell you whether your decision was recorded."
      : "The service is not available right now. Nothing was decided.",
    todo: wasDeciding
      ? "Wait a minute, then send this page again or open the link in your mail. A decision counts only once, however often you send it."
      : "Wait a minute, then load this page again.",
    status: 503,
  });
};

export const broken = (c: Context, traceId: string): Promise<Response> =>
  messagePage(c, {
    title: "Something went wrong on our side",
    body: `It has been noted, under ${traceId}.`,
    todo: "Open the link in your mail again to see how the request stands.",
    status: 500,
  });

export const methodNotAllowed = (c: Context, allowed: string): Promise<Response> => {
  c.header("Allow", allowed);
  return messagePage(c, {
    title: "This address cannot be used that way",
    body: "Nothing was decided.",
    todo: mailAgain,
    status: 405,
  });
};
