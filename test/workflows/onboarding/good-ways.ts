import type { Scenario } from "../support/scenario.ts";
import { approved, equipmentDay, prepared, says, startMoves, started, verified } from "./acts.ts";
import { daysPass } from "./days.ts";
import { allUndone, startedLedger } from "./ledgers.ts";

export const goodWays: readonly Scenario[] = [
  {
    name: "starts, and stays after ninety days",
    isGoodWay: true,
    happens: [
      ...started,
      verified,
      daysPass(32),
      says("the manager", "check-in-30", "held", { notes: "Settled in." }),
      daysPass(30),
      says("the manager", "check-in-60", "held"),
      daysPass(15),
      says("the manager", "decide-probation", "confirm"),
      daysPass(15),
      says("the manager", "check-in-90", "held"),
    ],
    ends: { request: "approved", run: "completed", ledger: startedLedger },
  },
];

export const moved: readonly Scenario[] = [
  {
    name: "the first day moves, and everything with it",
    happens: [
      approved,
      ...prepared,
      startMoves(7),
      // Equipment would have been ordered by now.
      equipmentDay,
      daysPass(7),
      startMoves(-1),
      daysPass(13),
      verified,
      { who: "requester", does: "withdraw" },
    ],
    ends: {
      request: "withdrawn",
      run: "compensated",
      ledger: [...startedLedger, ...allUndone],
    },
  },
];
