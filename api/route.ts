import { createRoute, type RouteConfig, type z } from "@hono/zod-openapi";
import type { Scope } from "../services/api-keys/index.ts";
import type { ErrorCode } from "../services/errors.ts";
import { requireScope } from "./middleware/authenticate.ts";
import { problems } from "./problem.ts";
import { problemSchema } from "./schemas/problem.ts";

type Responses = RouteConfig["responses"];

/** A JSON body, in or out. */
export const json = <Schema extends z.ZodType>(schema: Schema) => ({
  content: { "application/json": { schema } },
});

export const body = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { ...json(schema), required: true },
});

export const answer = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  ...json(schema),
});

const always: readonly ErrorCode[] = ["credentials.missing", "service.unavailable"];

/** The problem responses that a route may give, one a status, each naming its codes. */
const problemResponses = (codes: readonly ErrorCode[]): Responses => {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of [...codes, ...always]) {
    const { status } = problems[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, listed]) => [
      status,
      {
        description: listed.map((code) => `\`${code}\`: ${problems[code].title}`).join("\n\n"),
        content: { "application/problem+json": { schema: problemSchema } },
      },
    ]),
  );
};

type Definition = Pick<RouteConfig, "method" | "responses"> & {
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly tags: string[];
  readonly request?: NonNullable<RouteConfig["request"]>;
  readonly problems?: readonly ErrorCode[];
};

const inputProblems = ({ method, request, path }: Definition): ErrorCode[] => [
  ...(request?.body === undefined ? [] : (["body.malformed", "body.invalid", "body.too_large"] as const)),
  ...(request?.query === undefined ? [] : (["query.invalid"] as const)),
  ...(path.includes("{") ? (["resource.not_found"] as const) : []),
  ...(method === "post" ? (["idempotency_key.invalid", "idempotency_key.reused"] as const) : []),
];

/** A definition as the router takes it: its own literal types, with what every route of its kind has. */
type Contract<Route extends Definition> = Omit<Route, "problems">;

/** A route of the tenant's API: behind an API key with the scope. */
export const tenantRoute = <Route extends Definition>(scope: Scope, definition: Route): Contract<Route> => {
  const { problems: own = [], responses, ...rest } = definition;
  const codes: ErrorCode[] = ["scope.missing", "tenant.suspended", ...inputProblems(definition), ...own];
  return createRoute({
    ...(rest as Definition),
    responses: { ...responses, ...problemResponses(codes) },
    security: [{ apiKey: [scope] }],
    middleware: [requireScope(scope)],
  } as RouteConfig) as unknown as Contract<Route>;
};

/** A route of the operator's API: behind the operator token. */
export const operatorRoute = <Route extends Definition>(definition: Route): Contract<Route> => {
  const { problems: own = [], responses, ...rest } = definition;
  const codes: ErrorCode[] = [...inputProblems(definition), ...own];
  return createRoute({
    ...(rest as Definition),
    responses: { ...responses, ...problemResponses(codes) },
    security: [{ operatorToken: [] }],
  } as RouteConfig) as unknown as Contract<Route>;
};
