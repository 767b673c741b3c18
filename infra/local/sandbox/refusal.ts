import type { Context, ErrorHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import type { z } from "zod";
import { describeIssues } from "../stand-in/problem.ts";
import { drainMilliseconds } from "./limits.ts";

/** Input that is answered with a 4xx status and changes nothing. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "Refusal";
    this.status = status;
  }
}

export const messageResponse = (status: number, message: string): Response =>
  Response.json({ message }, { status });

/** Reads on for a while first: a connection that is cut in the middle of a body never shows its answer. */
export const refuseLargeBody = async ({ req }: Context, bytesMax: number): Promise<Response> => {
  const signal = AbortSignal.timeout(drainMilliseconds);
  await req.raw.body?.pipeTo(new WritableStream(), { signal }).catch(() => undefined);
  return messageResponse(413, `The body is larger than ${bytesMax} bytes.`);
};

/** What nobody refused on purpose is the database being away: the caller may try again. */
export const answerError: ErrorHandler = (error) => {
  if (error instanceof Refusal) return messageResponse(error.status, error.message);
  if (error instanceof HTTPException) return messageResponse(error.status, error.message);
  return messageResponse(503, "The database did not answer; try again.");
};

/** Reads a value by a schema; throws a Refusal (400) that names what is wrong. */
export const read = <Value>(value: unknown, schema: z.ZodType<Value>): Value => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal(400, describeIssues(parsed.error));
};

/** Throws a Refusal (400) when the text is not JSON. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal(400, "The body is not JSON.");
  }
};
