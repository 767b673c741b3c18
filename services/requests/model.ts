import { z } from "zod";
import type { Id } from "../../db/schema/columns.ts";
import { lineSchema } from "../kinds/text.ts";

export const titleMaxCharacters = 200;
export const nameMaxCharacters = 200;
/** The longest address that SMTP can carry (RFC 5321 §4.5.3.1.3, less the angle brackets). */
export const emailMaxCharacters = 254;
export const externalIdMaxCharacters = 200;
export const kindMaxCharacters = 40;

const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);

/** An id of one kind: its prefix, an underscore and a uuid in small letters. */
export const idSchema = <Prefix extends string>(prefix: Prefix) =>
  z.templateLiteral([z.literal(prefix), "_", uuid], {
    error: `must be an id of the form ${prefix}_ and a uuid`,
  });

/** The person who asks, as policies see them; `memberId` is null for someone who is not a member. */
export type Requester = {
  readonly memberId: Id<"member"> | null;
  readonly email: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
};

const requesterInputSchema = z.union(
  [
    z.strictObject({
      email: z.email().max(emailMaxCharacters),
      name: lineSchema(nameMaxCharacters).optional(),
    }),
    z.strictObject({ memberId: idSchema("mem") }),
  ],
  { error: 'must be { "email", "name"? } or { "memberId" }' },
);

/** What a client app sends to ask for an approval; the payload is read by its kind. */
export const requestInputSchema = z.strictObject({
  kind: lineSchema(kindMaxCharacters),
  title: lineSchema(titleMaxCharacters),
  requester: requesterInputSchema,
  payload: z.record(z.string(), z.unknown()),
  externalId: lineSchema(externalIdMaxCharacters).optional(),
  policyId: idSchema("pol").optional(),
});
export type RequestInput = z.infer<typeof requestInputSchema>;
