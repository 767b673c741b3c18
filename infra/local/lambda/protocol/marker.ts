import { markerLifetimeMs } from "./limits.ts";

/** Where a page ends: the sort keys of its last item. */
export type Position = readonly (string | number)[];

/** An opaque page marker that AWS honours for 24 hours. */
export const encodeMarker = (now: number, position: Position): string =>
  Buffer.from(JSON.stringify([now, ...position])).toString("base64url");

/**
 * Reads a marker back, checking that it has exactly the kinds of keys that the page sorts by.
 * Undefined when it is forged, of another listing, or older than 24 hours.
 */
export const parseMarker = (
  now: number,
  text: string,
  kinds: readonly ("string" | "number")[],
): Position | undefined => {
  const parsed = parseArray(Buffer.from(text, "base64url").toString("utf8"));
  const [made, ...position] = parsed ?? [];
  if (typeof made !== "number" || now - made > markerLifetimeMs) return undefined;
  if (position.length !== kinds.length) return undefined;
  const matches = position.every((key, index) => typeof key === kinds[index] && isStorable(key));
  return matches ? (position as Position) : undefined;
};

const parseArray = (text: string): unknown[] | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** Above any event id, any position and any moment this century, and within what a database column takes. */
const keyAbove = 2 ** 42;

const isStorable = (key: unknown): boolean =>
  typeof key === "number"
    ? Number.isInteger(key) && key >= 0 && key < keyAbove
    : /^[a-zA-Z0-9_-]{1,64}$/.test(String(key));
