import { type Fault, invalidParameter } from "../protocol/fault.ts";
import { operationErrorBytesMax, operationPayloadBytesMax } from "../protocol/limits.ts";
import type { OperationUpdate } from "../protocol/types.ts";

/** What a batch of updates must keep whatever the state is. */
export const checkBatch = (updates: readonly OperationUpdate[]): Fault | undefined => {
  const ends = updates.flatMap((update, index) => (update.Type === "EXECUTION" ? [index] : []));
  if (ends.length > 1) return invalidParameter("Cannot checkpoint multiple EXECUTION updates.");
  if (ends.length === 1 && ends[0] !== updates.length - 1) {
    return invalidParameter("EXECUTION checkpoint must be the last update.");
  }
  const actions = new Map<string, OperationUpdate[]>();
  for (const update of updates) {
    const earlier = actions.get(update.Id) ?? [];
    if (!mayFollow(earlier, update)) {
      return invalidParameter("Cannot update the same operation twice in a single request.");
    }
    actions.set(update.Id, [...earlier, update]);
  }
  return updates.map(checkSizes).find((fault) => fault !== undefined);
};

/** A START and what ends it may come together, for the operations that the function itself drives. */
const mayFollow = (earlier: readonly OperationUpdate[], update: OperationUpdate): boolean => {
  const [first] = earlier;
  if (first === undefined) return true;
  if (earlier.length > 1 || first.Action !== "START" || update.Action === "START") return false;
  return update.Type === "STEP" || update.Type === "CONTEXT";
};

const checkSizes = (update: OperationUpdate): Fault | undefined => {
  if (update.Error !== undefined && jsonBytes(update.Error) >= operationErrorBytesMax) {
    return invalidParameter(`Error object size must be less than ${operationErrorBytesMax} bytes.`);
  }
  const isBounded = update.Type !== "EXECUTION" && update.Payload !== undefined;
  if (isBounded && Buffer.byteLength(update.Payload ?? "") > operationPayloadBytesMax) {
    return invalidParameter(
      `${update.Type} payload size must be less than or equal to ${operationPayloadBytesMax} bytes.`,
    );
  }
  return undefined;
};

const jsonBytes = (value: object): number => Buffer.byteLength(JSON.stringify(value));
