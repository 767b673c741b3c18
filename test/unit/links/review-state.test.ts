import { expect, test } from "vitest";
import { reviewState } from "../../../services/links/review.ts";

const open = {
  requestStatus: "pending",
  versionOutdated: false,
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
  ["decided", { seatStatus: "recused" }],
  ["decided", { seatStatus: "decided", versionOutdated: true }],
  ["handed_on", { seatStatus: "delegated" }],
  ["handed_on", { seatStatus: "reassigned", linkStatus: "revoked" }],
  ["returned", { requestStatus: "returned", seatStatus: "not_required" }],
  ["superseded", { versionOutdated: true, seatStatus: "not_required" }],
  ["revoked", { linkStatus: "revoked", linkExpired: true }],
  ["superseded", { linkStatus: "superseded" }],
  ["link_expired", { linkExpired: true }],
] as const)("a link leads to %s when %j", (state, change) => {
  expect(reviewState({ ...open, ...change })).toBe(state);
});
