import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openAuditChain } from "../../db/queries/audit-chain.ts";
import { verifyAll } from "./verify.ts";

/** 0: every chain holds; 1: a fault was found; 2: nothing could be checked. */
const exit = { holds: 0, fault: 1, unreadable: 2 } as const;

const readDatabaseUrl = async (env: NodeJS.ProcessEnv): Promise<string> => {
  if (env["DATABASE_URL"] !== undefined) {
    return env["DATABASE_URL"];
  }
  const ready = join(env["COUNTERSIGN_HOME"] ?? ".countersign", "ready.json");
  try {
    return (JSON.parse(await readFile(ready, "utf8")) as { databaseUrl: string }).databaseUrl;
  } catch {
    throw new Error(`there is no ${ready}: start the system first (npm start), or set DATABASE_URL`);
  }
};

const main = async (): Promise<number> => {
  const reader = openAuditChain(await readDatabaseUrl(process.env));
  let faults = 0;
  let events = 0;
  let chains = 0;
  try {
    for await (const report of verifyAll(reader)) {
      chains += 1;
      events += report.events;
      faults += report.fault === null ? 0 : 1;
      const verdict = report.fault === null ? `${report.events} events, the chain holds` : report.fault;
      console.log(`ten_${report.tenantId}  ${verdict}`);
    }
  } finally {
    await reader.close();
  }
  console.log(
    faults === 0
      ? `Nothing was changed: tenants ${chains}, events ${events}.`
      : `Changed: the chains of ${faults} of ${chains} tenants do not hold.`,
  );
  return faults === 0 ? exit.holds : exit.fault;
};

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`The audit log could not be read: ${(error as Error).message}`);
  process.exitCode = exit.unreadable;
}
