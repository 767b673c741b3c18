/** One execution under way: start → step → wait for callback → decision → step → done. */
export type Trip = {
  /** Resolves once the execution waits for its decision. */
  readonly waiting: Promise<void>;
  /** The decision, through the engine's public API. */
  readonly decide: (decision: string) => Promise<void>;
  /** The execution's result, as the engine hands it out once it is durable. */
  readonly done: Promise<string>;
};

/** What is measured. Lives in a driver process of its own, beside the processes that the engine brings along. */
export type Engine = {
  readonly start: (run: string) => Trip;
  /** Of the engine beside the driver; none when it is a library in the driver's process. */
  readonly processIds: readonly number[];
  readonly close: () => Promise<void>;
};

export type EngineOptions = {
  /** A database of the engine's own. */
  readonly databaseUrl: string;
  /** An empty folder of the engine's own, for engines with files. */
  readonly folder: string;
};

export type OpenEngine = (options: EngineOptions) => Promise<Engine>;

/** What a round trip must come to; a result of another run, or a lost decision, shows. */
export const expectedResult = (run: string, decision: string): string => `${run}:first:${decision}:second`;

export const firstStep = (run: string): string => `${run}:first`;
export const secondStep = (first: string, decision: string): string => `${first}:${decision}:second`;
