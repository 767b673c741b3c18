import { expect } from "vitest";
import {
  firstRows,
  landed,
  orderLines,
  orderLinesDataset,
  upload,
  withBadRows,
  withNewColumn,
} from "../../support/order-lines.ts";
import type { Rule } from "../support/sandbox-door.ts";
import type { Happening, KindUnderTest, Scenario } from "../support/scenario.ts";
import type { Scene } from "../support/world.ts";
import { readWarehouse } from "./warehouse.ts";

const files = {
  "order-lines.csv": orderLines,
  "two-bad.csv": withBadRows(2),
  "three-bad.csv": withBadRows(3),
  "three-hundred.csv": firstRows(300),
  "new-column.csv": withNewColumn(),
} as const;

const file = (key: keyof typeof files) => landed(key, files[key]);

export const ingestion: KindUnderTest = {
  kind: "ingestion",
  payload: () => ({ ...file("order-lines.csv"), dataset: orderLinesDataset }),
  rules: () => [
    { name: "good enough", when: 'findings.verdict != "ask"', autoApprove: true },
    {
      name: "too far off",
      stages: [{ name: "data owner", approvers: [{ manager: 1 }], quorum: "any", deadline: "P2D" }],
    },
  ],
  tasks: ["file.*", "data.*", "warehouse.*", "lineage.*"],
  undoings: [
    { effect: "file.quarantine", undoneBy: "file.restore" },
    { effect: "data.enrich", undoneBy: "warehouse.drop_staging" },
    { effect: "warehouse.load", undoneBy: "warehouse.rollback" },
    { effect: "lineage.publish", undoneBy: "lineage.retract" },
  ],
  prepare: async ({ world }) => {
    const sandboxUrl = new URL(world.sandbox.tasksUrl).origin;
    for (const [key, csv] of Object.entries(files)) {
      await upload(sandboxUrl, key, csv);
    }
  },
};

type Warehouse = Awaited<ReturnType<typeof readWarehouse>>;

const holds =
  (expected: Partial<Warehouse>) =>
  async (scene: Scene): Promise<void> => {
    expect(await readWarehouse(scene)).toMatchObject(expected);
  };

/** Nothing is left of it: no table, no row that was put aside. */
const isAsBefore = holds({ rows: null, quarantined: 0, others: 0 });

const loaded = ["data.enrich", "warehouse.load", "lineage.publish"];
const approved: Happening = { who: "manager", does: "approve" };

const loads: readonly Scenario[] = [
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

const badFile = { payload: file("three-bad.csv") };
const putBack = ["file.quarantine", "file.restore"];

const refused: readonly Scenario[] = [
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

type Trouble = Pick<Scenario, "name" | "payload" | "sandbox" | "happens"> & {
  readonly request?: "approved" | "canceled";
  readonly ledger: readonly string[];
  readonly failure: string;
};

/** A file that its systems could not load: whatever was done is undone. */
const undone = ({ request = "approved", ledger, failure, ...scenario }: Trouble): Scenario => ({
  ...scenario,
  ends: { request, run: "compensated", ledger, failure, also: isAsBefore },
});

const staged = ["data.enrich", "warehouse.drop_staging"];
const swapped = ["data.enrich", "warehouse.load", "warehouse.rollback", "warehouse.drop_staging"];
const retracted = [...loaded, "lineage.retract", "warehouse.rollback", "warehouse.drop_staging"];

/** After the last call that fails a person is asked, who does nothing either. */
const weekPasses: Happening = { passes: "P7D" };

const declines = (type: Rule["type"], reasonCode: string): readonly Rule[] => [
  { type, behavior: "decline", reasonCode },
];
const fails = (type: Rule["type"], afterEffect = false): readonly Rule[] => [
  { type, behavior: "fail", afterEffect },
];

const troubles: readonly Scenario[] = [
  undone({
    name: "the enrichment declines",
    sandbox: declines("data.enrich", "unknown_currency"),
    happens: [],
    ledger: [],
    failure: "enrich: unknown_currency",
  }),
  undone({
    name: "the warehouse says that it will not be ready",
    sandbox: declines("warehouse.check_ready", "closed"),
    happens: [],
    ledger: staged,
    failure: "check-ready: closed",
  }),
  undone({
    name: "the warehouse declines the load",
    sandbox: declines("warehouse.load", "superseded"),
    happens: [],
    ledger: staged,
    failure: "load: superseded",
  }),
  undone({
    name: "the lineage is declined, and the table of before is put back",
    sandbox: declines("lineage.publish", "unknown_source"),
    happens: [],
    ledger: swapped,
    failure: "publish: unknown_source",
  }),
  undone({
    name: "the enrichment never answers",
    sandbox: fails("data.enrich"),
    happens: [weekPasses],
    ledger: [],
    failure: "enrich: no_answer",
  }),
  undone({
    name: "the enrichment is done and never says so",
    sandbox: fails("data.enrich", true),
    happens: [weekPasses],
    ledger: staged,
    failure: "enrich: no_answer",
  }),
  undone({
    name: "the warehouse never answers about the load",
    sandbox: fails("warehouse.load"),
    happens: [weekPasses],
    ledger: staged,
    failure: "load: no_answer",
  }),
  undone({
    name: "the warehouse loads the batch and never says so",
    sandbox: fails("warehouse.load", true),
    happens: [weekPasses],
    ledger: swapped,
    failure: "load: no_answer",
  }),
  undone({
    name: "the lineage is published and never says so",
    sandbox: fails("lineage.publish", true),
    happens: [weekPasses],
    ledger: retracted,
    failure: "publish: no_answer",
  }),
  {
    name: "what was loaded cannot be put back",
    sandbox: [...declines("lineage.publish", "unknown_source"), ...fails("warehouse.rollback")],
    happens: [{ passes: "P14D" }],
    ends: {
      request: "approved",
      run: "failed",
      ledger: ["data.enrich", "warehouse.load"],
      failure: "publish: unknown_source",
      also: holds({ rows: 400 }),
    },
  },
];

const later = (type: Rule["type"], afterEffect = false): readonly Rule[] => [
  { type, behavior: "accept-later", afterEffect },
];
const takenBack = (step: string): Happening => ({ who: "requester", does: "withdraw", while: step });

const waits: readonly Scenario[] = [
  {
    name: "the file is complete an hour later, and the warehouse ready after two",
    sandbox: [...later("file.await_complete"), ...later("warehouse.check_ready")],
    happens: [
      { passes: "PT1H" },
      { system: "completes", step: "await-complete" },
      { passes: "PT2H" },
      { system: "completes", step: "check-ready" },
    ],
    ends: { request: "approved", run: "completed", ledger: loaded, also: holds({ rows: 400 }) },
  },
  undone({
    name: "the warehouse is not ready within six hours",
    sandbox: later("warehouse.check_ready"),
    happens: [{ passes: "PT6H" }],
    ledger: staged,
    failure: "check-ready: no_answer",
  }),
  {
    name: "the warehouse does not call back, and is ready at the third look",
    payload: { dataset: { ...orderLinesDataset, name: "order_lines_late" } },
    happens: [{ passes: "PT5M" }, { passes: "PT5M" }],
    ends: { request: "approved", run: "completed", ledger: loaded },
  },
  {
    name: "withdrawn while the file is still coming in",
    sandbox: later("file.await_complete"),
    happens: [takenBack("await-complete")],
    ends: { request: "withdrawn", run: "canceled", ledger: [] },
  },
  {
    name: "withdrawn while the file is looked into",
    sandbox: later("file.validate"),
    happens: [takenBack("validate")],
    ends: { request: "withdrawn", run: "canceled", ledger: [] },
  },
  {
    ...badFile,
    name: "withdrawn while bad rows are put aside",
    sandbox: later("file.quarantine", true),
    happens: [takenBack("quarantine")],
    ends: { request: "withdrawn", run: "compensated", ledger: putBack, also: isAsBefore },
  },
  {
    name: "withdrawn while the rows are enriched",
    sandbox: later("data.enrich", true),
    happens: [takenBack("enrich")],
    ends: { request: "withdrawn", run: "compensated", ledger: staged, also: isAsBefore },
  },
  {
    name: "withdrawn between two looks at the warehouse",
    payload: { dataset: { ...orderLinesDataset, name: "order_lines_never" } },
    happens: [{ passes: "PT5M" }, { who: "requester", does: "withdraw" }],
    ends: { request: "withdrawn", run: "compensated", ledger: staged },
  },
  {
    name: "withdrawn while the warehouse loads",
    sandbox: later("warehouse.load", true),
    happens: [takenBack("load")],
    ends: { request: "withdrawn", run: "compensated", ledger: swapped, also: isAsBefore },
  },
  {
    name: "withdrawn while the lineage is published",
    sandbox: later("lineage.publish", true),
    happens: [takenBack("publish")],
    ends: { request: "withdrawn", run: "compensated", ledger: retracted, also: isAsBefore },
  },
];

/** Before anybody was asked: a request that can be approved no more is canceled. */
const early: readonly Scenario[] = [
  undone({
    name: "there is no such version of the file",
    payload: { versionId: "0000000000000000" },
    request: "canceled",
    happens: [],
    ledger: [],
    failure: "await-complete: no_such_file",
  }),
  undone({
    name: "the validation declines",
    sandbox: declines("file.validate", "not_csv"),
    request: "canceled",
    happens: [],
    ledger: [],
    failure: "validate: not_csv",
  }),
  undone({
    name: "the validation never answers",
    sandbox: fails("file.validate"),
    request: "canceled",
    happens: [weekPasses],
    ledger: [],
    failure: "validate: no_answer",
  }),
  undone({
    ...badFile,
    name: "the quarantine declines",
    sandbox: declines("file.quarantine", "full"),
    request: "canceled",
    happens: [],
    ledger: [],
    failure: "quarantine: full",
  }),
  undone({
    ...badFile,
    name: "bad rows are put aside, and the quarantine never says so",
    sandbox: fails("file.quarantine", true),
    request: "canceled",
    happens: [weekPasses],
    ledger: putBack,
    failure: "quarantine: no_answer",
  }),
];

export const scenarios: readonly Scenario[] = [...loads, ...refused, ...early, ...troubles, ...waits];
