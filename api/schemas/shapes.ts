import { z } from "@hono/zod-openapi";
import { pageLimitDefault, pageLimitMax } from "../../services/page.ts";
import { idSchema } from "../../services/requests/index.ts";

export const moment = z.string().openapi({ format: "date-time", example: "2026-11-23T18:41:18.123Z" });
export const nullableMoment = moment.nullable();

/** Not `.nullable()`: on what has a name or a form of its own that would describe the null away. */
export const nullable = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.null()]);

/** A schema of a service under a name of the description's. A copy: it may be older than the means to name it. */
export const named = <Schema extends z.ZodType>(name: string, schema: Schema): Schema =>
  schema.clone().openapi(name);

/** An id in an answer. */
export const id = <Prefix extends string>(prefix: Prefix) =>
  z.templateLiteral([prefix, "_", z.string()]).openapi({ type: "string", example: `${prefix}_0192f0c1-…` });

export const money = z
  .object({ amount: z.string(), currency: z.string() })
  .openapi("Money", { example: { amount: "1250.00", currency: "EUR" } });

/** An id in the path; one of another form is answered like one that is unknown. */
export const itemPath = <Prefix extends string>(prefix: Prefix) =>
  z.object({ id: idSchema(prefix).openapi({ type: "string" }) });

export const tenantPath = z.object({ tenantId: idSchema("ten").openapi({ type: "string" }) });

const limit = z
  .string()
  .regex(/^\d{1,4}$/, "must be a number in digits")
  .transform(Number)
  .pipe(z.int().min(1).max(pageLimitMax))
  .default(pageLimitDefault)
  .openapi({
    type: "integer",
    minimum: 1,
    maximum: pageLimitMax,
    default: pageLimitDefault,
    description: "How many items a page has at most",
  });

/** `?limit=` and `?cursor=`; the cursor is what the page before gave out as `nextCursor`. */
export const pageQuery = <Cursor extends z.ZodType<string>>(cursor: Cursor) => ({
  limit,
  cursor: cursor
    .optional()
    .transform((text): string | null => text ?? null)
    .openapi({ type: "string", description: "the nextCursor of the page before" }),
});

export const idPageQuery = <Prefix extends string>(prefix: Prefix) =>
  pageQuery(idSchema(prefix) as unknown as z.ZodType<string>);

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ data: z.array(item).readonly(), nextCursor: z.string().nullable() });

const ifMatchForm = /^"(\d{1,9})"$/;

/** `If-Match: "3"`, as the ETag came; without it whatever revision there is, is changed. */
export const ifMatchHeader = z.object({
  "If-Match": z.string().regex(ifMatchForm, 'must be an ETag as it was given, like "3"').optional().openapi({
    description: "The ETag that the change is based on; without it whatever there is, is changed",
  }),
});

export const revisionOf = (header: string | undefined): number | null => {
  const revision = header === undefined ? undefined : ifMatchForm.exec(header)?.[1];
  return revision === undefined ? null : Number(revision);
};

export const etagOf = ({ revision }: { readonly revision: number }): string => `"${revision}"`;
