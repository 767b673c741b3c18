import { DBOS } from "@dbos-inc/dbos-sdk";
import { firstStep, type OpenEngine, secondStep } from "../engine.ts";
import { createWaiting } from "../waiting.ts";

const poolConnections = 20;
const topic = "decision";
const waitSeconds = 600;

/** DBOS Transact, a library: it runs in the driver's process and keeps its state in the same Postgres. */
export const openEngine: OpenEngine = async ({ databaseUrl }) => {
  const waiting = createWaiting();
  DBOS.setConfig({
    name: "bench",
    systemDatabaseUrl: databaseUrl,
    systemDatabasePoolSize: poolConnections,
    logLevel: "error",
  });
  const roundTrip = DBOS.registerWorkflow(
    async (run: string) => {
      const first = await DBOS.runStep(async () => firstStep(run), { name: "first" });
      waiting.tell(run, run);
      const decision = await DBOS.recv<string>(topic, waitSeconds);
      return DBOS.runStep(async () => secondStep(first, String(decision)), { name: "second" });
    },
    { name: "roundTrip" },
  );
  await DBOS.launch();

  return {
    processIds: [],
    close: () => DBOS.shutdown(),
    start: (run) => ({
      waiting: waiting.ask(run).then(() => undefined),
      done: DBOS.startWorkflow(roundTrip, { workflowID: run })(run).then((handle) => handle.getResult()),
      decide: (decision) => DBOS.send(run, decision, topic),
    }),
  };
};
