import type { HostedFunction } from "../worker/functions.ts";

export const invocationTypes = ["RequestResponse", "Event", "DryRun"] as const;
export type InvocationType = (typeof invocationTypes)[number];

/** An Invoke request, read and resolved to one function and version. */
export type Invocation = {
  readonly hosted: HostedFunction;
  readonly version: string;
  readonly type: InvocationType;
  readonly name: string | undefined;
  readonly input: string;
  /** SHA-256 of the payload's bytes: two starts of one name must agree in it. */
  readonly payloadHash: Buffer;
};
