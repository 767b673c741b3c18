import type { ErrorHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";

/** A refusal, answered as problem+json (RFC 9457). */
export class Problem extends Error {
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.name = "Problem";
    this.status = status;
  }
}

export const problemResponse = (status: number, detail: string): Response =>
  Response.json(
    { title: titles.get(status) ?? "Error", status, detail },
    { status, headers: { "content-type": "application/problem+json" } },
  );

const titles: ReadonlyMap<number, string> = new Map([
  [400, "Bad Request"],
  [401, "Unauthorized"],
  [404, "Not Found"],
  [413, "Content Too Large"],
  [422, "Unprocessable Content"],
  [503, "Service Unavailable"],
]);

/** What nobody refused on purpose is the database being away: the caller may try again. */
export const answerError: ErrorHandler = (error) => {
  if (error instanceof Problem) return problemResponse(error.status, error.message);
  if (error instanceof HTTPException) return error.getResponse();
  return problemResponse(503, "The database did not answer; try again.");
};

/** Reads JSON text by a schema; throws a Problem that names what is wrong. */
export const readJson = <Value>(text: string, schema: z.ZodType<Value>): Value => {
  const read = schema.safeParse(parseJson(text));
  if (read.success) return read.data;
  throw new Problem(400, describeIssues(read.error));
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Problem(400, "The body is not JSON.");
  }
};

/** Reads query parameters by a schema; throws a Problem that names what is wrong. */
export const readQuery = <Value>(query: Record<string, string>, schema: z.ZodType<Value>): Value => {
  const read = schema.safeParse(query);
  if (read.success) return read.data;
  throw new Problem(400, describeIssues(read.error));
};

/** One line that names every place and what is wrong there. */
export const describeIssues = (error: z.ZodError): string =>
  error.issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`))
    .join("; ");

/** Text that Postgres can keep: it has no U+0000. */
export const keepableText = (maxCharacters: number): z.ZodString =>
  z
    .string()
    .max(maxCharacters)
    .refine((text) => !text.includes("\u0000"), "must not contain U+0000");
