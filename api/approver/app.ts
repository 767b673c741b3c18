import { type Context, Hono } from "hono";
import type { Runtime } from "../../services/context.ts";
import { DomainError } from "../../services/errors.ts";
import type { LinkIdentity, Review } from "../../services/links/index.ts";
import type { Environment } from "../environment.ts";
import { readConfirmation, signConfirmation } from "./confirmation.ts";
import { confirmationPage } from "./confirmation-page.ts";
import { readForm, readReviewForm } from "./form.ts";
import { messagePage } from "./layout.ts";
import type { ApproverLinks } from "./links.ts";
import { isFromOwnPage } from "./origin.ts";
import { closedPage, decidedPage } from "./outcome-page.ts";
import { reviewPage } from "./review-page.ts";
import { readSession, startSession } from "./session.ts";
import { style } from "./style.ts";

export type { ApproverLinks } from "./links.ts";

type ApproverDependencies = {
  readonly runtime: Runtime;
  readonly links: ApproverLinks;
  readonly isUnavailable: (error: unknown) => boolean;
};

type Answer = Response | Promise<Response>;

const pagePurpose = "review-page";
const pageSeconds = 24 * 60 * 60;
const styleMaxAgeSeconds = 3_600;

/** One page for whatever is wrong with a link, so that nobody learns what it was. */
const voidLink = (c: Context): Answer =>
  messagePage(c, {
    title: "This link does not work",
    body: "Open the newest mail about the request and follow the link there. If that does not help, ask the person who sent the request.",
    status: 404,
  });

const sessionOver = (c: Context): Answer =>
  messagePage(c, {
    title: "Open the link in your mail again",
    body: "This page was open for too long, or in another browser. Nothing was decided. The link in your mail brings you back.",
    status: 401,
  });

const foreignForm = (c: Context): Answer =>
  messagePage(c, {
    title: "This form was not sent from our page",
    body: "Nothing was decided. Open the link in your mail and decide there.",
    status: 403,
  });

const otherLinkOpen = (c: Context, review: Review): Answer =>
  messagePage(c, {
    title: "You have opened another request since",
    body: `Nothing was decided. The request that is open now is: ${review.title}. To decide the other one, open the link in its mail again.`,
    status: 409,
  });

/** Shows whatever state the link is in; a state that can be decided gets its form. */
const show = async (
  c: Context,
  runtime: Runtime,
  identity: LinkIdentity,
  review: Review,
): Promise<Response> => {
  if (review.state === "open") {
    const { jti } = identity;
    const pageToken = await runtime.ports.tokens.signPage(pagePurpose, { jti }, pageSeconds);
    return reviewPage(c, { review, pageToken });
  }
  return review.state === "decided"
    ? decidedPage(c, { review, title: "This request has been decided" })
    : closedPage(c, review, review.state);
};

/** What a verb refused, as a page about the request as it now is. */
const refusedPage = async (
  c: Context,
  { runtime, links }: ApproverDependencies,
  identity: LinkIdentity,
  error: DomainError,
): Promise<Response> => {
  const review = await links.readReview(runtime, identity);
  if (review === null) {
    return voidLink(c);
  }
  if (review.state === "decided") {
    return decidedPage(c, { review, title: "Another decision was recorded before", status: 409 });
  }
  return review.state === "open"
    ? messagePage(c, {
        title: "The request has changed",
        body: `Nothing was decided. ${error.message} Open the link in your mail again to see it as it is now.`,
        status: 409,
      })
    : closedPage(c, review, review.state);
};

const openPages = (app: Hono<Environment>, { runtime, links }: ApproverDependencies): void => {
  app.on("HEAD", "/l/:token", (c) => c.body(null, 200));
  app.get("/l/:token", async (c) => {
    const identity = await links.openLink(runtime, c.req.param("token"));
    if (identity === null || (await links.readReview(runtime, identity)) === null) {
      return voidLink(c);
    }
    await startSession(c, runtime, identity);
    return c.redirect("/review", 303);
  });
  app.get("/review/style.css", (c) =>
    c.body(style, 200, {
      "Content-Type": "text/css; charset=utf-8",
      "Cache-Control": `public, max-age=${styleMaxAgeSeconds}`,
    }),
  );
  app.get("/review", async (c) => {
    const identity = await readSession(c, runtime);
    const review = identity === null ? null : await links.readReview(runtime, identity);
    return identity === null || review === null ? sessionOver(c) : show(c, runtime, identity, review);
  });
};

/** The first post decides nothing: a robot that sends the first form it finds ends at the confirmation. */
const choosePage = (app: Hono<Environment>, { runtime, links }: ApproverDependencies): void => {
  app.post("/review", async (c) => {
    if (!isFromOwnPage(c, runtime.settings.baseUrl)) {
      return foreignForm(c);
    }
    const identity = await readSession(c, runtime);
    const review = identity === null ? null : await links.readReview(runtime, identity);
    if (identity === null || review === null) {
      return sessionOver(c);
    }
    if (review.state !== "open") {
      return show(c, runtime, identity, review);
    }
    const form = (await readForm(c)) ?? new URLSearchParams();
    const sentFrom = form.get("page");
    const page = sentFrom === null ? null : await runtime.ports.tokens.verifyPage(pagePurpose, sentFrom);
    if (page !== null && page["jti"] !== identity.jti) {
      return otherLinkOpen(c, review);
    }
    const read = readReviewForm(form);
    if (!read.ok) {
      const pageToken = await runtime.ports.tokens.signPage(pagePurpose, { jti: identity.jti }, pageSeconds);
      return reviewPage(c, { review, pageToken, comment: read.comment, faults: read.faults });
    }
    const choice = { outcome: read.outcome, comment: read.comment, contentHash: review.contentHash };
    const confirmation = await signConfirmation(runtime, identity, choice);
    return confirmationPage(c, { review, choice, confirmation });
  });
};

const decidePage = (app: Hono<Environment>, dependencies: ApproverDependencies): void => {
  const { runtime, links } = dependencies;
  app.post("/decide", async (c) => {
    if (!isFromOwnPage(c, runtime.settings.baseUrl)) {
      return foreignForm(c);
    }
    const identity = await readSession(c, runtime);
    const form = await readForm(c);
    if (identity === null || form === null) {
      return sessionOver(c);
    }
    const confirmation = form.get("confirmation") ?? "";
    const comment = (form.get("comment") ?? "").replaceAll("\r\n", "\n");
    const choice = await readConfirmation(runtime, identity, { confirmation, comment });
    if (choice === null) {
      return sessionOver(c);
    }
    try {
      await links.decideByLink(runtime, identity, {
        outcome: choice.outcome,
        comment: choice.comment === "" ? null : choice.comment,
        contentHash: choice.contentHash,
        traceId: c.var.traceId,
      });
    } catch (error) {
      if (error instanceof DomainError) {
        return refusedPage(c, dependencies, identity, error);
      }
      throw error;
    }
    const review = await links.readReview(runtime, identity);
    return review === null
      ? sessionOver(c)
      : decidedPage(c, { review, title: "Thank you. Your decision is recorded" });
  });
};

/** The approver's pages: a mailed link becomes a review, the review a confirmation, the confirmation a decision. */
export const createApproverApp = (dependencies: ApproverDependencies): Hono<Environment> => {
  const app = new Hono<Environment>();
  openPages(app, dependencies);
  choosePage(app, dependencies);
  decidePage(app, dependencies);
  app.onError((error, c) => {
    if (!dependencies.isUnavailable(error)) {
      // The outer application logs it and answers without a word of it.
      throw error;
    }
    c.header("Retry-After", "5");
    return messagePage(c, {
      title: "Please try again in a minute",
      body: "The service cannot be reached right now. If you were confirming a decision, open the link in your mail again to see whether it was recorded.",
      status: 503,
    });
  });
  return app;
};
