import type { z } from "zod";
import type { Money } from "../money/model.ts";

/** A fault in one field of a JSON document; `pointer` is an RFC 6901 JSON Pointer into it. */
export type FieldError = { readonly pointer: string; readonly message: string };

export type ReviewFact = { readonly label: string; readonly value: string };
export type ReviewTotal = ReviewFact & { readonly strong?: true };
export type ReviewTable = {
  readonly title: string;
  readonly columns: readonly { readonly label: string; readonly align: "start" | "end" }[];
  readonly rows: readonly (readonly string[])[];
};

/** What an approver sees of a request, as plain text: whoever renders it escapes it. */
export type ReviewContent = {
  readonly facts: readonly ReviewFact[];
  readonly tables: readonly ReviewTable[];
  readonly totals: readonly ReviewTotal[];
};

/**
 * What the API, the pages and the workflows need to know of a kind of request without importing it. Its
 * members take a payload that `payloadSchema` has accepted; `readPayload` is the way in.
 */
export type Kind<Payload = unknown> = {
  readonly name: string;
  /** The logical name of the Lambda function that runs this kind's workflow. */
  readonly functionName: string;
  readonly payloadSchema: z.ZodType<Payload>;
  /** Payloads as they come, one with everything that may be left out and one without: policies are tried on them. */
  readonly examples?: readonly Payload[];
  /** What a schema cannot say, sums above all; empty when all is well. */
  check(payload: Payload): readonly FieldError[];
  amountOf(payload: Payload): Money | null;
  describe(payload: Payload): ReviewContent;
};

export type Kinds = Readonly<Record<string, Kind>>;
