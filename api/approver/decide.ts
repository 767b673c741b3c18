import type { Context } from "hono";
import { DomainError } from "../../services/errors.ts";
import type { LinkAnswer, LinkIdentity } from "../../services/links/index.ts";
import { outcomeOf } from "../../services/presentation/sentence.ts";
import type { RequestContext } from "../environment.ts";
import { problems } from "../problem.ts";
import { confirm } from "./confirm.ts";
import { type Choice, readConfirmation, toConfirmed } from "./confirmation.ts";
import type { ApproverDependencies, PageHandler } from "./dependencies.ts";
import { readForm } from "../pages/form-body.ts";
import { formMaxBytes } from "./form.ts";
import {
  changedSince,
  confirmationOver,
  foreignForm,
  notAForm,
  otherLinkOpen,
  recordedWithoutDetails,
  refused,
  sessionOver,
  tooLarge,
  voidLink,
} from "./messages.ts";
import { isFromOwnPage } from "../pages/origin.ts";
import { decidedPage } from "./outcome-page.ts";
import { reviewSessions } from "./session.ts";
import { settledPage } from "./show-review.ts";

/** What the decision function refused, as a page about the request as it now is. */
const refusedPage = async (
  c: Context,
  { runtime, links }: ApproverDependencies,
  identity: LinkIdentity,
  { error, form }: { readonly error: DomainError; readonly form: URLSearchParams },
): Promise<Response> => {
  const review = await links.readReview(runtime, identity);
  if (review === null) {
    return voidLink(c);
  }
  if (review.state !== "open") {
    return settledPage(c, review, form);
  }
  return error.code === "decision.version_outdated"
    ? changedSince(c)
    : refused(c, error.message, problems[error.code].status);
};

/** The decision stands, whatever becomes of showing it. */
const recordedPage = async (
  c: RequestContext,
  { runtime, links }: ApproverDependencies,
  identity: LinkIdentity,
  { outcome }: Choice,
): Promise<Response> => {
  const review = await links.readReview(runtime, identity).catch((error: unknown) => {
    runtime.ports.log.warn("page.outcome_unread", { traceId: c.var.traceId, error: String(error) });
    return null;
  });
  return review?.decision
    ? decidedPage(c, { review, decision: review.decision, occasion: "first" })
    : recordedWithoutDetails(c, outcomeOf(outcome, "this request"));
};

type Refusal = Extract<LinkAnswer, { answer: "code_refused" }>["refusal"];

/**
 * The confirmation once more, with what was wrong with the code. After the last try the link is dead, and its page
 * says so. A code that was voided by another answer is replaced at once.
 */
const codeRefusedPage = async (
  c: RequestContext,
  dependencies: ApproverDependencies,
  identity: LinkIdentity,
  { choice, form, refusal }: { choice: Choice; form: URLSearchParams; refusal: Refusal },
): Promise<Response> => {
  const review = await dependencies.links.readReview(dependencies.runtime, identity);
  if (review === null) {
    return voidLink(c);
  }
  return review.state === "open"
    ? confirm(c, dependencies, { open: { identity, review }, choice, code: "once", refusal })
    : settledPage(c, review, form);
};

const record = async (
  c: RequestContext,
  dependencies: ApproverDependencies,
  identity: LinkIdentity,
  { choice, form }: { readonly choice: Choice; readonly form: URLSearchParams },
): Promise<Response> => {
  const { runtime, links } = dependencies;
  try {
    const answer = await links.decideByLink(runtime, identity, {
      choice: toConfirmed(choice),
      code: form.get("code") ?? "",
      traceId: c.var.traceId,
    });
    if (answer.answer === "code_refused") {
      return await codeRefusedPage(c, dependencies, identity, { choice, form, refusal: answer.refusal });
    }
  } catch (error) {
    if (error instanceof DomainError && error.code !== "service.unavailable") {
      return refusedPage(c, dependencies, identity, { error, form });
    }
    throw error;
  }
  return recordedPage(c, dependencies, identity, choice);
};

/** A form whose confirmation does not hold decides nothing; what was decided before is shown. */
const unconfirmedPage = async (
  c: Context,
  { runtime, links }: ApproverDependencies,
  identity: LinkIdentity,
  { form, isOther }: { readonly form: URLSearchParams; readonly isOther: boolean },
): Promise<Response> => {
  const review = await links.readReview(runtime, identity);
  if (review === null) {
    return sessionOver(c);
  }
  if (isOther) {
    return otherLinkOpen(c, review);
  }
  return review.state === "open" ? confirmationOver(c) : settledPage(c, review, form);
};

/** Decides what was confirmed. The same form again shows the same result; the decision counts once. */
export const decide =
  (dependencies: ApproverDependencies): PageHandler =>
  async (c) => {
    const { runtime } = dependencies;
    if (!isFromOwnPage(c, runtime.settings.baseUrl)) {
      return foreignForm(c);
    }
    const form = await readForm(c, formMaxBytes);
    if (form === "too_large" || form === "not_a_form") {
      return form === "too_large" ? tooLarge(c) : notAForm(c);
    }
    const identity = await reviewSessions.read(c, runtime);
    if (identity === null) {
      return sessionOver(c);
    }
    const choice = await readConfirmation(runtime, identity, form);
    if (choice === null || choice === "other_link") {
      return unconfirmedPage(c, dependencies, identity, { form, isOther: choice === "other_link" });
    }
    // The link says which version it decides; a confirmation of another one is no confirmation of this.
    return choice.requestVersion === identity.requestVersion
      ? record(c, dependencies, identity, { choice, form })
      : changedSince(c);
  };
