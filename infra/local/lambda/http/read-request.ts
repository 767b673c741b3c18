import { type ExecutionReference, parseExecutionArn } from "../protocol/arn.ts";
import { type Fault, fault, FaultError, invalidMarker, invalidValue } from "../protocol/fault.ts";
import { pageItemsDefault, pageItemsMax } from "../protocol/limits.ts";
import { parseMarker, type Position } from "../protocol/marker.ts";
import type { Incoming } from "./http-types.ts";

const unreadable = (reason: string): Fault =>
  fault("InvalidRequestContentException", 400, `Could not parse request body into json: ${reason}`);

/** The body's text; raises a fault when it is not UTF-8. */
export const readText = (body: Buffer): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw new FaultError(unreadable("it is not UTF-8"));
  }
};

/** The body as JSON, undefined when it is empty; raises a fault when it is not JSON. */
export const readJson = (body: Buffer): unknown => {
  const text = readText(body);
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new FaultError(unreadable("it is not JSON"));
  }
};

export const readExecutionArn = (incoming: Incoming): ExecutionReference => {
  const reference = parseExecutionArn(incoming.parameters[0] ?? "");
  if (reference !== undefined) return reference;
  throw new FaultError(invalidValue("durableExecutionArn", "Member must be the ARN of a durable execution"));
};

export const requireExecutionName = (name: string): string => {
  if (/^[a-zA-Z0-9_-]{1,64}$/.test(name)) return name;
  const pattern = "[a-zA-Z0-9-_]{1,64}";
  throw new FaultError(
    invalidValue("durableExecutionName", `Member must satisfy regular expression pattern: ${pattern}`),
  );
};

export const readMaxItems = (query: URLSearchParams): number => {
  const text = query.get("MaxItems");
  if (text === null || text === "") return pageItemsDefault;
  const items = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(items <= pageItemsMax)) {
    throw new FaultError(invalidValue("maxItems", `Member must have value from 0 to ${pageItemsMax}`));
  }
  return items === 0 ? pageItemsDefault : items;
};

export const readFlag = (query: URLSearchParams, name: string, otherwise: boolean): boolean => {
  const text = query.get(name)?.toLowerCase();
  if (text === undefined || text === "") return otherwise;
  if (text === "true" || text === "false") return text === "true";
  throw new FaultError(invalidValue(name, "Member must be a boolean"));
};

export const readMarker = (
  incoming: Incoming,
  now: number,
  kinds: readonly ("string" | "number")[],
): Position | undefined => {
  const text = incoming.query.get("Marker");
  if (text === null || text === "") return undefined;
  const position = parseMarker(now, text, kinds);
  if (position === undefined) throw new FaultError(invalidMarker);
  return position;
};
