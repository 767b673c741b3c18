import { findKnownKey, type KnownKey } from "../../db/queries/api-keys.ts";
import type { Runtime } from "../context.ts";
import { hashKey, isWellFormedKey } from "./key.ts";

/** Whose key this is, or null. A text with a wrong checksum costs no look-up. */
export const authenticateApiKey = async (runtime: Runtime, key: string): Promise<KnownKey | null> =>
  isWellFormedKey(key) ? ((await findKnownKey(runtime.db, hashKey(key))) ?? null) : null;
