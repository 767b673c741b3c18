import { resolve } from "node:path";
import { parseArgs } from "node:util";

export const usage = `usage: npm run lambda -- --functions <module.ts> [options]

  --functions <module.ts>  each export that is a function is a Lambda function of that name
  --port <N>               listen on this port, and keep the state for the next start on it
  --database-url <URL>     keep the state in this Postgres instead of an embedded one
  --watch                  publish a new version when the module or what it imports changes
  --time-scale <N>         run timers N times faster than they say
  --events-url <URL>       post each change of an execution's status there, as EventBridge words it
  --quiet                  print no line per event`;

export type Arguments = {
  readonly path: string;
  readonly port: number;
  readonly databaseUrl: string | undefined;
  readonly watches: boolean;
  readonly timeScale: number;
  readonly eventsUrl: string | undefined;
  readonly quiet: boolean;
};

const portMax = 65_535;

/** Reads the command line. Throws an Error that says what to do. */
export const readArguments = (given: readonly string[]): Arguments => {
  const { values } = parse(given);
  if (values.functions === undefined) throw new Error(usage);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > portMax) {
    throw new Error(`--port is "${values.port}": it must be a number from 0 to ${portMax}.`);
  }
  const timeScale = Number(values["time-scale"]);
  if (!(timeScale >= 1)) {
    throw new Error(`--time-scale is "${values["time-scale"]}": it must be a number of at least 1.`);
  }
  const eventsUrl = values["events-url"];
  if (eventsUrl !== undefined && !URL.canParse(eventsUrl)) {
    throw new Error(`--events-url is "${eventsUrl}": it must be an address.`);
  }
  return {
    path: resolve(values.functions),
    port,
    databaseUrl: values["database-url"],
    watches: values.watch,
    timeScale,
    eventsUrl,
    quiet: values.quiet,
  };
};

const parse = (given: readonly string[]) => {
  try {
    return parseArgs({
      args: [...given],
      options: {
        functions: { type: "string" },
        port: { type: "string", default: "0" },
        "database-url": { type: "string" },
        watch: { type: "boolean", default: false },
        "time-scale": { type: "string", default: "1" },
        "events-url": { type: "string" },
        quiet: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
};
