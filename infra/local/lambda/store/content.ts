import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Accepted, ExecutionRecord, OperationRecord, Outcome } from "../machine/state.ts";
import { dictionary } from "./dictionary.ts";

/** What one write changed: the entry of the journal that stands for it. */
export type Content = {
  readonly execution: ExecutionRecord;
  readonly operations: readonly OperationRecord[];
  readonly events: Accepted<unknown>["events"];
  readonly timers: Accepted<unknown>["timers"];
  /** Of the first entry alone. */
  readonly input?: string | undefined;
  /** Of the entry that closes the execution. */
  readonly outcome?: Outcome | undefined;
};

/** Entries are small and many: a small window costs a fifth of the default's time and nothing in size. */
const compression = { dictionary, level: 1, windowBits: 13, memLevel: 4 };

/** JSON keeps any string a function may send (NUL, lone surrogates). */
export const encodeContent = (content: Content): Buffer =>
  deflateRawSync(Buffer.from(JSON.stringify(content)), compression);

export const decodeContent = (body: Buffer): Content =>
  JSON.parse(inflateRawSync(body, { dictionary, windowBits: compression.windowBits }).toString()) as Content;
