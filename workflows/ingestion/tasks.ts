import type { TaskDefinition } from "../../services/service-tasks/model.ts";
import { batchOf, type IngestionPayload, versionOf } from "./payload.ts";
import { readinessPolls } from "./readiness.ts";

type Definition = TaskDefinition<IngestionPayload>;

const object = (payload: IngestionPayload) => ({
  bucket: payload.bucket,
  key: payload.key,
  version: versionOf(payload),
});

const contract = ({ dataset: { name, columns, uniqueKey } }: IngestionPayload) => ({
  dataset: name,
  columns,
  uniqueKey,
});

const batch = (payload: IngestionPayload) => ({
  dataset: payload.dataset.name,
  batchId: batchOf(payload),
});

/** Whoever takes it up and calls back when it is so, or a person who says "done", need not say it again. */
const isReady = ({ ready }: Readonly<Record<string, unknown>>) => ({ ready: ready !== false });

const checkReady = (poll: number): Definition => ({
  type: "warehouse.check_ready",
  input: ({ payload }) => ({ ...batch(payload), poll }),
  tells: isReady,
});

/** All but the polls. */
const ownTasks = {
  "await-complete": {
    type: "file.await_complete",
    input: ({ payload }) => ({ ...object(payload), bytes: payload.bytes }),
  },
  validate: {
    type: "file.validate",
    input: ({ payload }) => ({ ...object(payload), ...contract(payload) }),
  },
  quarantine: {
    type: "file.quarantine",
    undoneBy: "restore",
    input: ({ payload }) => ({ ...object(payload), ...contract(payload) }),
    finds: ({ location }) => (typeof location === "string" ? { quarantinedTo: location } : {}),
  },
  restore: {
    type: "file.restore",
    input: (_subject, earlier) => ({ quarantineTaskId: earlier("quarantine").id }),
  },
  enrich: {
    type: "data.enrich",
    undoneBy: "drop-staging",
    input: ({ payload }) => ({
      ...object(payload),
      ...contract(payload),
      ...batch(payload),
      ...(payload.sequencer === undefined ? {} : { sequencer: payload.sequencer }),
      ...(payload.receivedAt === undefined ? {} : { receivedAt: payload.receivedAt }),
    }),
  },
  "drop-staging": {
    type: "warehouse.drop_staging",
    input: ({ payload }, earlier) => ({ ...batch(payload), enrichTaskId: earlier("enrich").id }),
  },
  "check-ready": checkReady(0),
  load: {
    type: "warehouse.load",
    undoneBy: "rollback",
    input: ({ payload }) => ({ ...object(payload), ...batch(payload) }),
    finds: ({ table, rows }) => ({
      ...(typeof table === "string" ? { loadedInto: table } : {}),
      ...(typeof rows === "number" ? { loadedRows: rows } : {}),
    }),
  },
  rollback: {
    type: "warehouse.rollback",
    input: ({ payload }, earlier) => ({ ...batch(payload), loadTaskId: earlier("load").id }),
  },
  publish: {
    type: "lineage.publish",
    undoneBy: "retract",
    input: ({ payload, findings }) => ({
      ...object(payload),
      ...batch(payload),
      rows: findings["loadedRows"],
    }),
  },
  retract: {
    type: "lineage.retract",
    input: (_subject, earlier) => ({ publishTaskId: earlier("publish").id }),
  },
} as const satisfies Readonly<Record<string, Definition>>;

type Poll = `check-ready-${number}`;

export type IngestionStep = keyof typeof ownTasks | Poll;

const polls: Readonly<Record<Poll, Definition>> = Object.fromEntries(
  readinessPolls.map((poll) => [`check-ready-${poll}`, checkReady(poll)]),
);

/**
 * What the loading of a file asks of the tenant's systems, by step. Whatever it does is undone as long as the run is
 * under way: the rows come out of quarantine, the staging table goes, the table of before is back in its place.
 */
export const ingestionTasks: Readonly<Record<IngestionStep, Definition>> = { ...ownTasks, ...polls };
