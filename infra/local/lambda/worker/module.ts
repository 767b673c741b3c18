import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import {
  createRestingRuntime,
  createThreadRuntime,
  type ModuleSources,
  type RuntimeFunction,
  type ThreadRuntime,
} from "../runtime/index.ts";
import type { Store } from "../store/store.ts";
import { listVersions, loadSources, publishVersion } from "../store/versions.ts";
import type { PlanParts } from "../verbs/plan-child.ts";
import { type FunctionSettings, hostFunctions } from "./functions.ts";
import { invocationsMax } from "./invoker.ts";
import { createRuntimeService } from "./runtime-service.ts";

/** A module whose exports are functions, each of its own name. */
export type ModuleOptions = {
  readonly path: string;
  /** Added to the environment of the process, for these functions only. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  readonly settings?: Readonly<Record<string, FunctionSettings>> | undefined;
  /** How functions reach the service, by message unless said otherwise. */
  readonly checkpointsBy?: "message" | "http" | undefined;
  readonly threads?: number | undefined;
  /** Of each thread. */
  readonly memoryLimitMb?: number | undefined;
  /** Told every line that a function logs; without it they go to the standard output. */
  readonly log?: ((line: string) => void) | undefined;
};

const threadsMax = 4;
const memoryLimitMbDefault = 512;
/** How many earlier versions are kept ready; executions of older ones wait for a process that knows them. */
const versionsMax = 1_000;

export type Published = { readonly version: string; readonly files: readonly string[] };

export type HostedModule = {
  /** Takes the module as it is on the disk now; a new version if it has changed. Rejects when it cannot be loaded. */
  readonly publish: () => Promise<Published>;
};

/** Hosts the functions of a module, those of its earlier versions too. Nothing is published yet. */
export const hostModule = (
  options: ModuleOptions,
  parts: PlanParts & { readonly store: Store; readonly onError: (error: unknown) => void },
): HostedModule => {
  const { store, versions, onError } = parts;
  const { path, settings = {} } = options;
  const service = createRuntimeService(parts);
  const threads = options.threads ?? Math.min(threadsMax, availableParallelism());

  const start = (sources?: ModuleSources): Promise<ThreadRuntime> =>
    createThreadRuntime({
      modulePath: path,
      sources,
      environment: options.environment,
      checkpointsBy: options.checkpointsBy,
      threads,
      invocationsPerThreadMax: Math.ceil(invocationsMax / threads),
      memoryLimitMb: options.memoryLimitMb ?? memoryLimitMbDefault,
      service,
      log: options.log ?? ((line) => process.stdout.write(`${line}\n`)),
      onError,
    });

  const host = (number: number, functions: readonly RuntimeFunction[], started?: ThreadRuntime): void => {
    const described = functions.map(({ name, durable }) => [name, { ...settings[name], durable }] as const);
    versions.publish({
      number: String(number),
      functions: hostFunctions(Object.fromEntries(described)),
      runtime: createRestingRuntime({
        functions,
        started,
        start: async () => start(await loadSources(store.sql, path, number)),
        mayRest: () => versions.latest().number !== String(number),
      }),
    });
  };

  const hostEarlier = async (latest: number): Promise<void> => {
    for (const { number, functions } of await listVersions(store.sql, path, versionsMax)) {
      if (number < latest && versions.find(String(number)) === undefined) host(number, functions);
    }
  };

  return {
    publish: async () => {
      const runtime = await start();
      const { functions, sources } = runtime;
      const number = await publishVersion(store.sql, { module: path, functions, sources });
      await hostEarlier(number);
      if (versions.find(String(number)) === undefined) host(number, functions, runtime);
      else await runtime.close();
      return { version: String(number), files: Object.keys(sources.files).map((url) => fileURLToPath(url)) };
    },
  };
};
