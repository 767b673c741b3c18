import { z } from "zod";
import { lineSchema } from "../kinds/text.ts";
import { idSchema } from "../requests/model.ts";

const groupNameMaxCharacters = 100;
const groupMembersMax = 1_000;

const distinct = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

/** What a client app sends to make a group. */
export const groupInputSchema = z.strictObject({
  name: lineSchema(groupNameMaxCharacters),
  memberIds: z.array(idSchema("mem")).max(groupMembersMax).refine(distinct, "names a member more than once"),
});
export type GroupInput = z.infer<typeof groupInputSchema>;

export const groupChangeSchema = groupInputSchema.partial();
export type GroupChange = z.infer<typeof groupChangeSchema>;
