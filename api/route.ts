import { createRoute, type RouteConfig, z } from "@hono/zod-openapi";
import type { Scope } from "../services/api-keys/index.ts";
import type { ErrorCode } from "../services/errors.ts";
import { requireScope } from "./middleware/authenticate.ts";
import { type AnswerHeader, describeHeaders, problemResponses } from "./responses.ts";

/** A JSON body, in or out. */
const json = <Schema extends z.ZodType>(schema: Schema) => ({
  content: { "application/json": { schema } },
});

/** What a call sends; one that may be an empty object may as well be left out. */
export const body = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { ...json(schema), required: !schema.safeParse({}).success },
});

export const answer = <Schema extends z.ZodType>(
  description: string,
  schema: Schema,
  headers: readonly AnswerHeader[] = [],
) => ({ description, headers: describeHeaders(headers), ...json(schema) });

type Definition = Pick<RouteConfig, "method" | "responses"> & {
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly tags: string[];
  readonly request?: NonNullable<RouteConfig["request"]>;
  readonly problems?: readonly ErrorCode[];
};

/** A definition as the router takes it: its own literal types, with what every route of its kind has. */
type Contract<Route extends Definition> = Omit<Route, "problems">;

const inputProblems = ({ method, request, path }: Definition): ErrorCode[] => [
  "credentials.missing",
  "credentials.invalid",
  "query.invalid",
  "service.unavailable",
  ...(request?.body === undefined
    ? []
    : (["body.malformed", "body.invalid", "body.too_large", "body.unsupported_media_type"] as const)),
  ...(path.includes("{") ? (["resource.not_found"] as const) : []),
  ...(method === "post" ? (["idempotency_key.invalid", "idempotency_key.reused"] as const) : []),
];

/** A query that is not described is refused, even where there is none. */
const noQuery = z.strictObject({});

/** Read by middleware; here only so that the description has it. */
const idempotencyHeader = z.object({
  "Idempotency-Key": z.string().optional().openapi({
    description:
      "1 to 255 visible ASCII characters. The same call under the same key is carried out once; for 24 hours a repetition gets the first answer.",
  }),
});

const requestOf = ({ method, request }: Definition): NonNullable<RouteConfig["request"]> => ({
  query: noQuery,
  ...(method === "post" ? { headers: idempotencyHeader } : {}),
  ...request,
});

type Access = Pick<RouteConfig, "security" | "middleware"> & { readonly problems: readonly ErrorCode[] };

const contractOf = <Route extends Definition>(definition: Route, access: Access): Contract<Route> => {
  const { problems: own = [], responses, ...rest } = definition;
  const { problems, ...guards } = access;
  return createRoute({
    ...rest,
    ...guards,
    request: requestOf(definition),
    responses: { ...responses, ...problemResponses([...problems, ...own]) },
  } as RouteConfig) as unknown as Contract<Route>;
};

/** A route of the tenant's API: behind an API key with the scope. */
export const tenantRoute = <Route extends Definition>(scope: Scope, definition: Route): Contract<Route> =>
  contractOf(definition, {
    security: [{ apiKey: [scope] }],
    middleware: [requireScope(scope)],
    problems: ["scope.missing", "tenant.suspended", ...inputProblems(definition)],
  });

/** A route of the operator's API: behind the operator token. */
export const operatorRoute = <Route extends Definition>(definition: Route): Contract<Route> =>
  contractOf(definition, {
    security: [{ operatorToken: [] }],
    problems: inputProblems(definition),
  });

/** A route that anybody may call. */
export const publicRoute = <Route extends Definition>(definition: Route): Contract<Route> =>
  contractOf(definition, { security: [], problems: ["query.invalid"] });
