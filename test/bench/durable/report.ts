import { readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import type { Sql } from "postgres";
import { compareWithAims } from "./aims.ts";
import type { Cost } from "./measure/cost.ts";
import type { EngineName, Options } from "./options.ts";
import type { Results } from "./results.ts";

const titles: Readonly<Record<EngineName, string>> = {
  null: "null engine (maps in memory)",
  countersign: "ours, by AWS's client",
  "countersign-http": "ours, by plain HTTP",
  restate: "Restate server",
  dbos: "DBOS Transact",
  loop: "hand-written loop, four commits",
  "grouped-loop": "hand-written loop, grouped commits",
};
const late = 0.99;

/** The machine and what runs on it. */
export const describeMachine = async (sql: Sql): Promise<readonly string[]> => {
  const [server] = await sql<{ version: string; fsync: string; commit: string }[]>`
    select current_setting('server_version') as version, current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as commit`;
  const peers = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const versions = Object.entries(peers.dependencies).map(([name, version]) => `${name} ${version}`);
  return [
    `${availableParallelism()} cores (${cpus()[0]?.model ?? "unknown"}), load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`,
    `Postgres ${server?.version}, fsync ${server?.fsync}, synchronous_commit ${server?.commit}`,
    versions.join(", "),
  ];
};

const row = (title: string, cells: readonly string[]): string =>
  `${title.padEnd(40)}${cells.map((cell) => cell.padStart(10)).join("")}`;
const digits = (value: number, count: number): string => (Number.isNaN(value) ? "–" : value.toFixed(count));

/** All that was measured, as lines. */
export const report = (
  options: Options,
  results: Results,
  costs: ReadonlyMap<number, Cost>,
): readonly string[] => {
  const { inFlight } = options;
  const engines = results.engines();
  const lowest = inFlight[0] ?? 1;
  const speeds = engines.map((engine) =>
    row(titles[engine], [
      ...inFlight.map((count) => digits(results.speed(engine, count), 0)),
      digits(results.decisionToDone(engine, lowest, 0.5), 1),
      digits(results.decisionToDone(engine, lowest, late), 1),
    ]),
  );
  const ratios = engines
    .filter((engine) => engine !== "countersign" && engines.includes("countersign"))
    .map((engine) =>
      row(
        `ours ÷ ${engine}`,
        inFlight.map((count) => digits(results.ratio("countersign", engine, count), 2)),
      ),
    );
  const costRows = [...costs].map(([count, cost]) =>
    row(`ours, ${count} in flight`, [
      digits(cost.transactions, 2),
      digits(cost.writes, 2),
      digits(cost.walSyncs, 2),
      digits(cost.walBytes, 0),
      digits(cost.serviceMs, 2),
      digits(cost.postgresMs, 2),
      digits(cost.driverMs, 2),
    ]),
  );
  const costHeads = ["commits", "writing", "syncs", "WAL B", "service", "Postgres", "client"];
  const aims = compareWithAims(results, costs).map(
    ({ aim, measured, verdict }) => `${aim.padEnd(70)}${digits(measured, 2).padStart(9)}  ${verdict}`,
  );
  return [
    row("round trips a second, in flight:", [...inFlight.map(String), "median ms", "p99 ms"]),
    ...speeds,
    `(milliseconds: decision → done, ${lowest} in flight)`,
    "",
    ...(ratios.length > 0 ? [row("in flight:", inFlight.map(String)), ...ratios, ""] : []),
    ...(costRows.length > 0
      ? [row("a round trip costs (processors in ms)", costHeads), ...costRows, ""]
      : []),
    ...(engines.includes("countersign") ? ["aims", ...aims] : []),
  ];
};
