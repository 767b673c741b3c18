import { setImmediate as nextTurn } from "node:timers/promises";
import postgres from "postgres";
import { firstStep, type OpenEngine, secondStep } from "../engine.ts";
import { createGroupedSave, createSingleSave, prepareTable, type Save } from "./loop-table.ts";

/** No SDK, no replay: a promise that waits in memory and four commits, which is the least that a durable loop does. */
const openLoop =
  (createSave: (sql: postgres.Sql) => Save): OpenEngine =>
  async ({ databaseUrl }) => {
    const sql = postgres(databaseUrl, { max: 16, fetch_types: false, onnotice: () => undefined });
    await prepareTable(sql);
    const save = createSave(sql);

    return {
      processIds: [],
      close: () => sql.end(),
      start: (run) => {
        const decided = Promise.withResolvers<string>();
        const waits = Promise.withResolvers<void>();
        const perform = async (): Promise<string> => {
          await save({ run, state: "started", value: run });
          const first = firstStep(run);
          await save({ run, state: "waiting", value: first });
          waits.resolve();
          const result = secondStep(first, await decided.promise);
          await nextTurn();
          await save({ run, state: "done", value: result });
          const [row] = await sql<{ value: string }[]>`
            select value from loop_runs where run = ${run} and state = 'done'`;
          return row?.value ?? "";
        };
        return {
          waiting: waits.promise,
          done: perform(),
          decide: async (decision) => {
            await save({ run, state: "decided", value: decision });
            decided.resolve(decision);
          },
        };
      },
    };
  };

export const openSingle = openLoop(createSingleSave);
export const openGrouped = openLoop(createGroupedSave);
