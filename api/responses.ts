import type { RouteConfig } from "@hono/zod-openapi";
import type { ErrorCode } from "../services/errors.ts";
import { problems } from "./problem.ts";
import { problemSchema } from "./schemas/problem.ts";

const headerTexts = {
  ETag: "The revision, to be sent back as If-Match",
  Location: "The address of what was made",
  "Idempotency-Replayed": "`true`: the answer is that of an earlier call under the same Idempotency-Key",
  "Retry-After": "When to try again, in seconds",
  "WWW-Authenticate": "`Bearer`",
} as const;

/** A header that an answer may carry. */
export type AnswerHeader = keyof typeof headerTexts;

export const describeHeaders = (names: readonly AnswerHeader[]) =>
  Object.fromEntries(
    names.map((name) => [name, { description: headerTexts[name], schema: { type: "string" as const } }]),
  );

const headersOfStatus: Readonly<Record<number, readonly AnswerHeader[]>> = {
  401: ["WWW-Authenticate"],
  503: ["Retry-After"],
};

/** The problem responses that a route may give, one a status, each naming its codes. */
export const problemResponses = (codes: readonly ErrorCode[]): RouteConfig["responses"] => {
  const byStatus = Map.groupBy(new Set(codes), (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, listed]) => [
      status,
      {
        description: listed.map((code) => `\`${code}\`: ${problems[code].title}`).join("\n\n"),
        headers: describeHeaders(headersOfStatus[status] ?? []),
        content: { "application/problem+json": { schema: problemSchema } },
      },
    ]),
  );
};
