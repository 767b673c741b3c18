import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { createDatabase, databaseUrl, startPostgres } from "../../../infra/local/postgres/index.ts";
import { installPeers } from "./install-peers.ts";
import { type Cost, measureCosts } from "./measure/cost.ts";
import { type Driver, startDriver } from "./measure/drive.ts";
import { type EngineName, readOptions } from "./options.ts";
import { describeMachine, report } from "./report.ts";
import { createResults } from "./results.ts";

const options = readOptions(process.env);
const peers: readonly EngineName[] = ["restate", "dbos"];
/** Long enough for V8 to have compiled what is hot. */
const warmUp = { inFlight: 64, milliseconds: 5_000, pauseMs: 0 };

const say = (line: string): void => console.error(line);
const folder = await mkdtemp(join(tmpdir(), "bench-durable-"));
const drivers = new Map<EngineName, Driver>();
const server = await startPostgres({ directory: join(folder, "postgres"), durable: true, report: say });
const sql = postgres(server.url, { max: 1, fetch_types: false });

const databaseOf = (engine: EngineName): string => `bench_${engine.replaceAll("-", "_")}`;

const leaveOut = async (engine: EngineName, error: unknown): Promise<void> => {
  say(`${engine} is left out from here on: ${error instanceof Error ? error.message : String(error)}`);
  await drivers.get(engine)?.close();
  drivers.delete(engine);
};

/** An engine that does not come up is left out, with its reason. */
const open = async (engine: EngineName): Promise<Driver | undefined> => {
  say(`opening ${engine}`);
  try {
    await createDatabase(server.url, databaseOf(engine));
    await mkdir(join(folder, engine));
    const driver = await startDriver(engine, {
      databaseUrl: databaseUrl(server.url, databaseOf(engine)),
      folder: join(folder, engine),
    });
    drivers.set(engine, driver);
    await driver.measure(warmUp);
    return driver;
  } catch (error) {
    await leaveOut(engine, error);
    return undefined;
  }
};

const costsOfOurs = async (): Promise<ReadonlyMap<number, Cost>> => {
  const driver = options.engines.includes("countersign") ? await open("countersign") : undefined;
  if (driver === undefined) return new Map();
  const { inFlight, seconds } = options;
  const databaseName = databaseOf("countersign");
  return measureCosts({ driver, sql, databaseName, inFlight, milliseconds: seconds * 1_000, say });
};

try {
  const wantsPeers = options.engines.some((engine) => peers.includes(engine));
  const hasPeers = wantsPeers && (await installPeers(say));
  const machine = await describeMachine(sql);
  const costs = await costsOfOurs();
  for (const engine of options.engines) {
    if (peers.includes(engine) && !hasPeers) say(`${engine} is left out: its packages are not installed`);
    else if (!drivers.has(engine)) await open(engine);
  }
  const results = createResults();
  const milliseconds = options.seconds * 1_000;
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const inFlight of options.inFlight) {
      for (const engine of options.engines) {
        const driver = drivers.get(engine);
        if (driver === undefined) continue;
        try {
          const measured = await driver.measure({ inFlight, milliseconds, pauseMs: options.pauseMs });
          results.add(engine, inFlight, measured);
          const speed = (measured.trips / measured.seconds).toFixed(0);
          say(`round ${round} of ${options.rounds}, ${inFlight} in flight, ${engine}: ${speed} a second`);
        } catch (error) {
          await leaveOut(engine, error);
        }
      }
    }
  }
  console.log(["", ...machine, "", ...report(options, results, costs)].join("\n"));
} finally {
  await Promise.all([...drivers.values()].map((driver) => driver.close()));
  await sql.end();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
