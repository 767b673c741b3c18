import { expect, test } from "vitest";
import { reviewState } from "../../../services/links/review.ts";

const open = {
  requestStatus: "pending",
  seatStatus: "open",
  linkStatus: "active",
  linkExpired: false,
  deadlinePassed: false,
} as const;

test.each([
  ["open", {}],
  ["decided", { seatStatus: "decided", requestStatus: "approved", linkStatus: "used" }],
  ["decided", { seatStatus: "decided", requestStatus: "withdrawn", linkExpired: true }],
  ["withdrawn", { requestStatus: "withdrawn", seatStatus: "not_required", linkStatus: "revoked" }],
  ["canceled", { requestStatus: "canceled", seatStatus: "not_required" }],
  ["expired", { requestStatus: "expired", seatStatus: "expired" }],
  ["expired", { deadlinePassed: true }],
  ["not_required", { requestStatus: "approved", seatStatus: "not_required" }],
  ["not_required", { seatStatus: "not_required" }],
  ["superseded", { linkStatus: "superseded" }],
  ["link_expired", { linkExpired: true }],
] as const)("a link leads to %s when %j", (state, change) => {
  expect(reviewState({ ...open, ...change })).toBe(state);
});
