import type { Event } from "@aws-sdk/client-lambda";
import type { DurableExecutionClient, DurableLambdaHandler } from "@aws/durable-execution-sdk-js";
import type { Ports } from "../../../../services/ports.ts";

/** Makes a function's handler when it is first invoked: the runtime behind it needs the backend's ports first. */
export type MakeHandler = (client: DurableExecutionClient) => DurableLambdaHandler;

/** How an execution came out, as the service that ran it tells it. */
export type Ended = {
  readonly status: string;
  /** JSON, as the function returned it. */
  readonly result: string | null;
  readonly error: string | null;
  readonly events: readonly Event[];
};

/** A durable Lambda service that runs the functions of a world. */
export type Backend = {
  readonly name: string;
  readonly ports: Pick<Ports, "workflows" | "callbacks">;
  /** Rings every callback that is open, as their timeouts would. */
  readonly ringAll: () => Promise<void>;
  /** Why functions have failed, in the order in which they did. */
  readonly failures: readonly string[];
  /** Resolves when no function is running. */
  readonly idle: () => Promise<void>;
  /** How the execution of that name came out; throws when it has not ended. */
  readonly ended: (executionName: string) => Promise<Ended>;
  readonly close: () => Promise<void>;
};

export type OpenBackend = (functions: Readonly<Record<string, MakeHandler>>) => Promise<Backend>;
