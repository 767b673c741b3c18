/** What somebody does with a request, or with a seat of it, other than decide. */
export type Act =
  | "withdraw"
  | "cancel"
  | "edit"
  | "resubmit"
  | "comment"
  | "add-approver"
  | "override"
  | "remind"
  | "escalate"
  | "reassign"
  | "delegate";

/** How a member stands to the request. */
export type Standing = {
  readonly isRequester: boolean;
  readonly isAdmin: boolean;
  /** Software: it asks and answers for its own requests, and arranges nothing. */
  readonly isAgent: boolean;
  /** They have the seat in question or, where it is about the request, any that they did not hand on. */
  readonly sits: boolean;
};

/** Nobody arranges who decides their own request, whatever else they are. */
const arranges = ({ isRequester, isAdmin, sits }: Standing): boolean => !isRequester && (isAdmin || sits);

/** What an agent may do, where it may at all. */
const actsOfAgents: ReadonlySet<Act> = new Set(["withdraw", "resubmit", "edit", "comment", "remind"]);

/** Pure: whether somebody who stands so to a request may do this; an agent may less than a person. */
export const mayDo = (act: Act, standing: Standing): boolean =>
  mayAct[act](standing) && (!standing.isAgent || actsOfAgents.has(act));

/** Pure: who may do what. A tenant's own system that names no person is not asked; who decides is `judge`'s matter. */
export const mayAct: Readonly<Record<Act, (standing: Standing) => boolean>> = {
  withdraw: ({ isRequester }) => isRequester,
  resubmit: ({ isRequester }) => isRequester,
  edit: ({ isRequester }) => isRequester,
  cancel: ({ isAdmin }) => isAdmin,
  comment: () => true,
  "add-approver": arranges,
  reassign: arranges,
  delegate: arranges,
  override: ({ isRequester, isAdmin }) => isAdmin && !isRequester,
  remind: ({ isRequester, isAdmin }) => isRequester || isAdmin,
  escalate: ({ isRequester, isAdmin }) => isRequester || isAdmin,
};

/** Why an agent may not where a person could, for the caller. */
export const noAgent = "An agent asks; it never decides, and never arranges who does.";

/** Why the others may not, for the caller. */
export const actors: Readonly<Record<Act, string>> = {
  withdraw: "Only the requester takes a request back.",
  resubmit: "Only the requester resubmits a request.",
  edit: "Only the requester edits a request, or an approver where its kind lets them.",
  cancel: "Only a tenant admin cancels a request.",
  comment: "Any member comments.",
  "add-approver": "Only somebody with a seat or a tenant admin adds an approver, never the requester.",
  reassign: "Only the person in the seat or a tenant admin passes it on, never the requester.",
  delegate: "Only the person in the seat or a tenant admin passes it on, never the requester.",
  override: "Only a tenant admin decides past the policy, and never on their own request.",
  remind: "Only the requester or a tenant admin reminds the approvers.",
  escalate: "Only the requester or a tenant admin escalates a request.",
};
