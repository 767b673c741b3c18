import { randomBytes, randomUUID } from "node:crypto";
import { v7 } from "uuid";
import { type Id, idPrefixes } from "../db/schema/columns.ts";
import type { Ids } from "./ports.ts";

/** Ids from uuid v7, which sort by their time of making; randomness from the operating system. */
export const createIds = (): Ids => ({
  next: (kind) => `${idPrefixes[kind]}_${v7()}` as Id<typeof kind>,
  token: () => randomUUID(),
  random: (byteCount) => randomBytes(byteCount),
});
