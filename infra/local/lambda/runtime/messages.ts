import type { Fault } from "../protocol/fault.ts";
import type { ErrorObject } from "../protocol/types.ts";
import type { ModuleSources, RuntimeFunction, RuntimeService } from "./runtime.ts";

/** What a thread is started with. */
export type ThreadData = {
  readonly modulePath: string;
  /** What the module and its imports are to be; without them they are what their files say. */
  readonly sources: ModuleSources | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryLimitMb: number;
  readonly checkpointsBy: "message" | "http";
  /** One counter: the log lines that the service has taken. */
  readonly taken: Int32Array<SharedArrayBuffer>;
};

export type Operation = keyof RuntimeService;

/** An invocation on its way to a thread. Its event travels as JSON: cheaper than a structured clone, and as on AWS. */
export type InvokeMessage = {
  readonly kind: "invoke";
  readonly requestId: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly executionArn: string | undefined;
  readonly timeoutSeconds: number;
  readonly eventText: string;
};

export type ToThread =
  | InvokeMessage
  | { readonly kind: "ping" }
  /** As JSON, for the same reason. */
  | { readonly kind: "response"; readonly id: number; readonly responseText: string }
  | { readonly kind: "refusal"; readonly id: number; readonly fault: Fault };

/** An outcome on its way back. The text of an output that JSON has no word for is undefined. */
export type PackedOutcome =
  | { readonly kind: "answered"; readonly outputText: string | undefined }
  | { readonly kind: "crashed"; readonly error: ErrorObject };

export type FromThread =
  | {
      readonly kind: "ready";
      readonly functions: readonly RuntimeFunction[];
      readonly sources: ModuleSources;
    }
  | { readonly kind: "unready"; readonly error: ErrorObject }
  | { readonly kind: "pong" }
  | {
      readonly kind: "request";
      readonly id: number;
      readonly operation: Operation;
      readonly requestText: string;
    }
  | { readonly kind: "ended"; readonly requestId: string; readonly outcome: PackedOutcome }
  /** An error outside every await of this invocation; the thread is no longer to be trusted. */
  | { readonly kind: "escaped"; readonly requestId: string; readonly error: ErrorObject }
  /** The last message of a thread whose code ends it; without an id it is not known which invocation did. */
  | { readonly kind: "exiting"; readonly requestId: string | undefined }
  | { readonly kind: "log"; readonly line: string };
