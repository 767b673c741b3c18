import type { MailedCode } from "../../services/codes/index.ts";
import type { RequestContext } from "../environment.ts";
import type { CodeStep } from "../pages/code-field.ts";
import { type Choice, signConfirmation, toConfirmed } from "./confirmation.ts";
import { confirmationPage } from "./confirmation-page.ts";
import type { ApproverDependencies } from "./dependencies.ts";
import { signPageToken } from "./page-token.ts";
import type { OpenReview } from "./show-review.ts";

type Confirming = {
  readonly open: OpenReview;
  readonly choice: Choice;
  /** "none": the form was sent blind, and mails nothing. "again": asked for although there is one. */
  readonly code: "none" | "once" | "again";
  readonly refusal?: CodeStep["refusal"];
};

const mailIfAsked = (
  c: RequestContext,
  { runtime, links }: ApproverDependencies,
  { open, choice, code }: Confirming,
): Promise<MailedCode | null> =>
  code === "none"
    ? Promise.resolve(null)
    : links.mailCode(runtime, open.identity, {
        choice: toConfirmed(choice),
        again: code === "again",
        traceId: c.var.traceId,
      });

/** The confirmation page, with a code on its way where the stage asks for one. */
export const confirm = async (
  c: RequestContext,
  dependencies: ApproverDependencies,
  confirming: Confirming,
): Promise<Response> => {
  const { runtime } = dependencies;
  const { open, choice, refusal } = confirming;
  const { identity, review } = open;
  const mailed = review.assurance === "code" ? await mailIfAsked(c, dependencies, confirming) : null;
  return confirmationPage(c, {
    review,
    choice,
    confirmation: await signConfirmation(runtime, identity, choice),
    pageToken: await signPageToken(runtime, identity, review),
    code: review.assurance === "link" ? null : { mailed, ...(refusal === undefined ? {} : { refusal }) },
  });
};
