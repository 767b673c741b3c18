import { expect } from "vitest";
import { withdrawRequest } from "../../../services/requests/index.ts";
import type { Rule } from "../support/sandbox-door.ts";
import type { Scenario } from "../support/scenario.ts";
import { approved, completed, edit, failedAt, wentWell } from "./kind.ts";

const refuses = async (work: Promise<unknown>, code: string): Promise<void> => {
  await expect(work).rejects.toMatchObject({ code });
};

const lost: Rule = { type: "payment_file.release", behavior: "fail" };

export const releases: readonly Scenario[] = [
  {
    name: "the bank declines the file",
    sandbox: [{ type: "payment_file.release", behavior: "decline", reasonCode: "account_blocked" }],
    happens: approved,
    ends: failedAt("release-file: account_blocked"),
  },
  {
    name: "the bank takes the file and never says so: it is found, and not sent again",
    sandbox: [{ ...lost, afterEffect: true }],
    happens: [...approved, ...wentWell],
    ends: completed(),
  },
  {
    name: "the file is lost on its way: the bank does not know it, and it is sent again",
    sandbox: [{ ...lost, times: 1 }],
    happens: [...approved, ...wentWell],
    ends: completed(),
  },
  {
    name: "the bank takes the file for later and is silent: it is looked up, then sent again",
    sandbox: [{ type: "payment_file.release", behavior: "accept-later", times: 1 }],
    happens: [...approved, { passes: "PT4H" }, ...wentWell],
    ends: completed(),
  },
  {
    name: "the file is lost twice, and is not to be sent any more",
    sandbox: [lost],
    happens: [
      ...approved,
      { who: "admin", answers: "settle-release", with: "notReleased", comment: "The bank is down" },
    ],
    ends: failedAt("settle-release: not_released"),
  },
  {
    name: "the bank cannot be asked: nothing is sent again before somebody knows",
    sandbox: [
      { ...lost, afterEffect: true },
      { type: "payment_file.look_up", behavior: "fail" },
    ],
    happens: [
      ...approved,
      { passes: "P1D" },
      { who: "admin", answers: "settle-release", with: "released" },
      ...wentWell,
    ],
    ends: completed(),
  },
  {
    name: "somebody looks it up where the system cannot",
    sandbox: [
      { ...lost, afterEffect: true },
      { type: "payment_file.look_up", behavior: "fail" },
    ],
    happens: [...approved, { who: "admin", answers: "look-up-file", with: "known" }, ...wentWell],
    ends: completed(),
  },
  {
    name: "neither withdrawn nor edited once it is released",
    happens: [
      ...approved,
      {
        it: "the requester wants it back",
        does: ({ ctx, requestId, people }) =>
          refuses(
            withdrawRequest(ctx, { id: requestId, actingMemberId: people.requester }),
            "approval_request.committed",
          ),
      },
      {
        it: "the requester wants to edit it",
        does: (scene) => refuses(edit(scene, { remittance: "Other" }), "approval_request.not_editable"),
      },
      ...wentWell,
    ],
    ends: completed(),
  },
];
