import { visibleLine } from "../../presentation/visible-text.ts";
import { type InvitationInput, invitation } from "./invitation.ts";
import type { MailContent } from "./model.ts";

/** Pure: the mail that asks a person for a decision. */
export const approvalRequested = (input: InvitationInput): MailContent =>
  invitation(input, {
    subject: `Approval needed: ${input.title}`,
    lead: visibleLine(`Hello ${input.approver.name}: ${input.requester.name} asks for your approval.`),
  });
