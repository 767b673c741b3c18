import type { Scenario } from "../support/scenario.ts";
import { approved, badFile, file, holds, isAsBefore, loaded, putBack } from "./kind-under-test.ts";

export const loads: readonly Scenario[] = [
  {
    name: "a clean file is loaded without anybody being asked",
    isGoodWay: true,
    happens: [],
    ends: {
      request: "approved",
      run: "completed",
      ledger: loaded,
      also: holds({ rows: 400, quarantined: 0, lineage: ["live 400 published"], others: 0 }),
    },
  },
  {
    name: "two bad rows of 400 are put aside, and the rest is loaded",
    payload: file("two-bad.csv"),
    happens: [],
    ends: {
      request: "approved",
      run: "completed",
      ledger: ["file.quarantine", ...loaded],
      also: holds({ rows: 398, quarantined: 2, lineage: ["live 398 published"] }),
    },
  },
  {
    name: "three bad rows of 400 are put aside, and the owner lets the rest be loaded",
    payload: file("three-bad.csv"),
    happens: [approved],
    ends: {
      request: "approved",
      run: "completed",
      ledger: ["file.quarantine", ...loaded],
      also: holds({ rows: 397, quarantined: 3 }),
    },
  },
  {
    name: "a quarter of the rows is missing, and the owner knows why",
    payload: file("three-hundred.csv"),
    happens: [approved],
    ends: { request: "approved", run: "completed", ledger: loaded, also: holds({ rows: 300 }) },
  },
  {
    name: "a new column is shown to the owner, and left out",
    payload: file("new-column.csv"),
    happens: [approved],
    ends: { request: "approved", run: "completed", ledger: loaded, also: holds({ rows: 400 }) },
  },
  {
    name: "a change of the columns that was announced is approved",
    payload: { schemaChange: true },
    happens: [approved],
    ends: { request: "approved", run: "completed", ledger: loaded },
  },
  {
    name: "a backfill of eight partitions is approved",
    payload: { partitions: 8 },
    happens: [approved],
    ends: { request: "approved", run: "completed", ledger: loaded },
  },
];

export const refused: readonly Scenario[] = [
  {
    ...badFile,
    name: "the owner rejects three bad rows, and the file is as it was",
    happens: [{ who: "manager", does: "reject", comment: "Ask the sender for another" }],
    ends: { request: "rejected", run: "compensated", ledger: putBack, also: isAsBefore },
  },
  {
    ...badFile,
    name: "the owner does not answer before the deadline",
    happens: [{ passes: "the deadline" }],
    ends: { request: "expired", run: "compensated", ledger: putBack, also: isAsBefore },
  },
  {
    ...badFile,
    name: "withdrawn while the owner thinks about it",
    happens: [{ who: "requester", does: "withdraw" }],
    ends: { request: "withdrawn", run: "compensated", ledger: putBack, also: isAsBefore },
  },
  {
    ...badFile,
    name: "canceled by the admin while the owner thinks about it",
    happens: [{ who: "admin", does: "cancel" }],
    ends: { request: "canceled", run: "compensated", ledger: putBack, also: isAsBefore },
  },
  {
    name: "a quarter of the rows is missing, and the owner rejects it",
    payload: file("three-hundred.csv"),
    happens: [{ who: "manager", does: "reject", comment: "The export stopped" }],
    ends: { request: "rejected", run: "completed", ledger: [], also: isAsBefore },
  },
  {
    name: "another file than was announced is rejected by its checksum",
    payload: { sha256: "0".repeat(64) },
    happens: [],
    ends: { request: "rejected", run: "completed", ledger: [], also: isAsBefore },
  },
];
