export { decideByLink, type LinkAnswer, type LinkDecision } from "./decide.ts";
export { editByLink, type LinkEdit, planEdit, type PlannedEdit } from "./edit.ts";
export { type LinkIdentity, openLink } from "./open.ts";
export { readReview } from "./read-review.ts";
export type { Review, ReviewState, ShownDecision } from "./review.ts";
