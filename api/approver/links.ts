import type { mailCode } from "../../services/codes/index.ts";
import type { decideByLink, editByLink, openLink, planEdit, readReview } from "../../services/links/index.ts";

/** What the pages call; the composition root passes the real ones. */
export type ApproverLinks = {
  readonly openLink: typeof openLink;
  readonly readReview: typeof readReview;
  readonly mailCode: typeof mailCode;
  readonly decideByLink: typeof decideByLink;
  readonly planEdit: typeof planEdit;
  readonly editByLink: typeof editByLink;
};
