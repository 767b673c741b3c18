export const engineNames = [
  "null",
  "countersign",
  "countersign-http",
  "restate",
  "dbos",
  "loop",
  "grouped-loop",
] as const;
export type EngineName = (typeof engineNames)[number];

export type Options = {
  /** Of each measurement. */
  readonly seconds: number;
  readonly rounds: number;
  readonly inFlight: readonly number[];
  readonly engines: readonly EngineName[];
  /** Between waiting and decision. */
  readonly pauseMs: number;
};

const secondsDefault = 3;
const roundsDefault = 5;
const inFlightMax = 1_000;

/** Reads the environment. Throws an Error that says which variable is wrong. */
export const readOptions = (environment: Readonly<Record<string, string | undefined>>): Options => ({
  seconds: readNumber("SECONDS", environment["SECONDS"] ?? String(secondsDefault), 0.1),
  rounds: readNumber("ROUNDS", environment["ROUNDS"] ?? String(roundsDefault), 1),
  inFlight: (environment["IN_FLIGHT"] ?? "1,16,64").split(",").map((text) => {
    const number = readNumber("IN_FLIGHT", text, 1);
    if (Number.isInteger(number) && number <= inFlightMax) return number;
    throw new Error(`IN_FLIGHT holds ${text}: whole numbers from 1 to ${inFlightMax} are expected.`);
  }),
  engines: (environment["ENGINES"] ?? engineNames.join(",")).split(",").map(readEngine),
  pauseMs: readNumber("PAUSE_MS", environment["PAUSE_MS"] ?? "0", 0),
});

const readNumber = (name: string, text: string, least: number): number => {
  const number = Number(text);
  if (text.trim() !== "" && number >= least) return number;
  throw new Error(`${name} is "${text}": a number of at least ${least} is expected.`);
};

const readEngine = (text: string): EngineName => {
  const name = engineNames.find((candidate) => candidate === text.trim());
  if (name !== undefined) return name;
  throw new Error(`ENGINES holds "${text}": ${engineNames.join(", ")} are known.`);
};
