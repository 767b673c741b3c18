import { orderLinesDataset } from "../../support/order-lines.ts";
import type { Rule } from "../support/sandbox-door.ts";
import type { Happening, Scenario } from "../support/scenario.ts";
import {
  badFile,
  holds,
  isAsBefore,
  loaded,
  putBack,
  retracted,
  staged,
  swapped,
  undone,
} from "./kind-under-test.ts";

const later = (type: Rule["type"], afterEffect = false): readonly Rule[] => [
  { type, behavior: "accept-later", afterEffect },
];
const takenBack = (step: string): Happening => ({ who: "requester", does: "withdraw", while: step });

export const waits: readonly Scenario[] = [
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
