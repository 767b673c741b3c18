import type { Golden } from "../../workflows/support/golden.ts";

/**
 * US East (N. Virginia), in US dollars, from AWS Lambda's pricing page as of November 2026. Left out: the compute time,
 * which is what the activities take and not what the workflow is; what is kept after the end (0.15 a GB and month);
 * and the free tier.
 */
const perOperation = 8 / 1_000_000;
const perWrittenByte = 0.25 / 1_000_000_000;
const perInvocation = 0.2 / 1_000_000;

/** What one run of a kind's good way takes from AWS. */
export type Cost = {
  readonly kind: string;
  /** Everything that AWS meters: the start, and each operation of the history. */
  readonly operations: number;
  readonly invocations: number;
  /** Input and results. */
  readonly writtenBytes: number;
};

const bytesOf = (text: string | null | undefined): number => Buffer.byteLength(text ?? "");

export const costOf = ({ kind, input, operations, invocations, end }: Golden): Cost => ({
  kind,
  operations: 1 + operations.length,
  invocations: invocations.length,
  writtenBytes:
    bytesOf(input) + bytesOf(end.result) + operations.reduce((sum, { result }) => sum + bytesOf(result), 0),
});

/** US dollars for so many runs. */
export const priceOf = ({ operations, invocations, writtenBytes }: Cost, runs: number): number =>
  runs * (operations * perOperation + invocations * perInvocation + writtenBytes * perWrittenByte);
