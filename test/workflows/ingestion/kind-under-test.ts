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

export const file = (key: keyof typeof files) => landed(key, files[key]);

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

export const holds =
  (expected: Partial<Warehouse>) =>
  async (scene: Scene): Promise<void> => {
    expect(await readWarehouse(scene)).toMatchObject(expected);
  };

/** Nothing is left of it: no table, no row that was put aside. */
export const isAsBefore = holds({ rows: null, quarantined: 0, others: 0 });

export const loaded = ["data.enrich", "warehouse.load", "lineage.publish"];
export const approved: Happening = { who: "manager", does: "approve" };

export const badFile = { payload: file("three-bad.csv") };
export const putBack = ["file.quarantine", "file.restore"];

type Trouble = Pick<Scenario, "name" | "payload" | "sandbox" | "happens"> & {
  readonly request?: "approved" | "canceled";
  readonly ledger: readonly string[];
  readonly failure: string;
};

/** A file that its systems could not load: whatever was done is undone. */
export const undone = ({ request = "approved", ledger, failure, ...scenario }: Trouble): Scenario => ({
  ...scenario,
  ends: { request, run: "compensated", ledger, failure, also: isAsBefore },
});

export const staged = ["data.enrich", "warehouse.drop_staging"];
export const swapped = ["data.enrich", "warehouse.load", "warehouse.rollback", "warehouse.drop_staging"];
export const retracted = [...loaded, "lineage.retract", "warehouse.rollback", "warehouse.drop_staging"];

/** After the last call that fails a person is asked, who does nothing either. */
export const weekPasses: Happening = { passes: "P7D" };

export const declines = (type: Rule["type"], reasonCode: string): readonly Rule[] => [
  { type, behavior: "decline", reasonCode },
];
export const fails = (type: Rule["type"], afterEffect = false): readonly Rule[] => [
  { type, behavior: "fail", afterEffect },
];
