import type { MailedCode } from "../../services/codes/index.ts";
import type { HandAnswer } from "../../services/service-tasks/model.ts";
import type { ConfirmedAnswer } from "../../services/task-links/index.ts";
import type { RequestContext } from "../environment.ts";
import type { CodeStep } from "../pages/code-field.ts";
import { signConfirmation } from "./confirmation.ts";
import { confirmationPage } from "./confirmation-page.ts";
import type { ParticipantDependencies } from "./dependencies.ts";
import type { FileFaults } from "./file-input.ts";
import { signPageToken } from "./page-token.ts";
import type { OpenTask } from "./show-task.ts";

export type Confirming = {
  readonly open: OpenTask;
  readonly chosen: HandAnswer;
  readonly answer: ConfirmedAnswer;
  readonly form: URLSearchParams;
  /** "none": the form was sent blind, and mails nothing. "again": asked for although there is one. */
  readonly code: "none" | "once" | "again";
  /** What was wrong with the last step, where it was refused. */
  readonly refusal?: { readonly code?: NonNullable<CodeStep["refusal"]>; readonly files?: FileFaults };
};

const mailIfAsked = (
  c: RequestContext,
  { runtime, taskLinks }: ParticipantDependencies,
  { open, answer, code }: Confirming,
): Promise<MailedCode | null> =>
  code === "none"
    ? Promise.resolve(null)
    : taskLinks.mailTaskCode(runtime, open.identity, {
        answer,
        again: code === "again",
        traceId: c.var.traceId,
      });

/** The confirmation page, with a code on its way where the form asks for one. */
export const confirm = async (
  c: RequestContext,
  dependencies: ParticipantDependencies,
  confirming: Confirming,
): Promise<Response> => {
  const { runtime } = dependencies;
  const { open, chosen, answer, form, refusal } = confirming;
  const { identity, asked } = open;
  const needsCode = asked.form.assurance === "code";
  const mailed = needsCode ? await mailIfAsked(c, dependencies, confirming) : null;
  const refused = refusal?.code === undefined ? {} : { refusal: refusal.code };
  return confirmationPage(c, {
    asked,
    chosen,
    answer,
    form,
    confirmation: await signConfirmation(runtime, identity, answer),
    pageToken: await signPageToken(runtime, identity, asked),
    code: needsCode ? { mailed, ...refused } : null,
    fileFaults: refusal?.files ?? {},
    isRepeated: refusal !== undefined,
  });
};
