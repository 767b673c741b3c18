import type { Review } from "../../services/links/index.ts";
import { visibleLine } from "../../services/presentation/visible-text.ts";
import type { Outcome } from "./form.ts";

/** What an approval leads to, in words that hold for every quorum. */
const afterApproval = ({ policyStage: { position, of, parallel } }: Review): string => {
  const stages = parallel
    ? "Once this stage and those that are open beside it are approved"
    : "Once this stage is approved";
  return position < of
    ? `${stages}, the request goes on to the next stage.`
    : `${stages}, the request is approved and carried out.`;
};

const afterRejection = ({ requester, policyStage }: Review): string =>
  policyStage.rejection === "veto"
    ? `One rejection ends the request. Nothing is carried out, and ${visibleLine(requester.name)} is told, with your comment.`
    : `The request is rejected once too few are left who could approve it. Then nothing is carried out, and ${visibleLine(requester.name)} is told.`;

/** What an answer leads to. */
export const consequence = (review: Review, outcome: Outcome): string => {
  switch (outcome) {
    case "approve":
      return afterApproval(review);
    case "reject":
      return afterRejection(review);
    case "return":
      return `${visibleLine(review.requester.name)} gets your comment, and can change the request and send it again. Everybody is then asked anew.`;
    case "recuse":
      return "For instance because you are involved in it yourself. You take no part in this decision; it is left to the others.";
  }
};
