import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openApi, operatorToken, type TestApi } from "../support/api.ts";
import { call } from "../support/client.ts";
import { type FurnishedTenant, furnishTenant, orderPayload } from "../support/furnished-tenant.ts";
import { openTaskOf } from "../support/open-task.ts";

type Operation = { readonly method: string; readonly path: string; readonly fields: readonly string[] };
type Schema = { readonly $ref?: string; readonly properties?: Record<string, unknown> };
type Description = {
  readonly paths: Record<
    string,
    Record<string, { requestBody?: { content: Record<string, { schema: Schema }> } }>
  >;
  readonly components: { readonly schemas: Record<string, Schema> };
};
type Problem = {
  readonly code: string;
  readonly status: number;
  readonly errors?: readonly { readonly pointer: string }[];
};

let api: TestApi;
let tenant: FurnishedTenant;
let taskId: string;
let operations: Operation[];
beforeAll(async () => {
  api = await openApi();
  tenant = await furnishTenant(api.url, "Acme");
  taskId = await openTaskOf(api, tenant);
  const { body } = await call<Description>(`${api.url}/openapi.json`);
  operations = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody }]) => {
      const schema = requestBody?.content["application/json"]?.schema ?? {};
      const named =
        schema.$ref === undefined ? schema : body.components.schemas[schema.$ref.split("/").at(-1) ?? ""];
      return { method: method.toUpperCase(), path, fields: Object.keys(named?.properties ?? {}) };
    }),
  );
});
afterAll(() => api.close());

const ids: Record<string, keyof FurnishedTenant["ids"]> = {
  "/v1/members/{id}": "member",
  "/v1/groups/{id}": "group",
  "/v1/policies/{id}": "policy",
  "/v1/integrations/{id}": "integration",
  "/v1/approval-requests/{id}": "request",
  "/v1/runs/{id}": "run",
  "/v1/api-keys/{id}": "apiKey",
  "/v1/delegations/{id}": "delegation",
  "/v1/grants/{id}": "grant",
};

/** The path with ids of this tenant, so that what is refused is the body. */
const filledIn = (path: string): string => {
  const known = Object.entries(ids).find(([prefix]) => path.startsWith(prefix));
  const other = path.startsWith("/v1/service-tasks/") ? taskId : "asg_00000000-0000-7000-8000-000000000000";
  const id = known === undefined ? other : tenant.ids[known[1]];
  return path.replace("{tenantId}", tenant.tenantId).replace("{id}", id);
};

const send = async (operation: Operation, body: unknown, headers: Record<string, string> = {}) => {
  const answer = await call<Problem>(`${api.url}${filledIn(operation.path)}`, {
    method: operation.method,
    bearer: operation.path.startsWith("/admin/") ? operatorToken : tenant.key,
    body,
    headers,
  });
  return { ...answer, where: `${operation.method} ${operation.path}` };
};

const expectProblem = (
  { status, body, headers, where }: Awaited<ReturnType<typeof send>>,
  wanted: { readonly status: number; readonly code: string },
): void => {
  expect({ where, status, code: body.code }).toEqual({ where, ...wanted });
  expect(headers.get("content-type"), where).toBe("application/problem+json");
};

/** Rows of every table of ours, to prove that nothing was stored. */
const countRows = async (): Promise<Record<string, number>> => {
  const client = postgres(api.database.adminUrl, { max: 1 });
  try {
    const tables = await client<{ name: string }[]>`
      select relname as name from pg_class join pg_namespace n on n.oid = relnamespace
      where n.nspname = 'public' and relkind = 'r' order by relname`;
    const counts: Record<string, number> = {};
    for (const { name } of tables) {
      const rows = await client.unsafe(`select count(*)::int as count from ${name}`);
      counts[name] = Number(rows[0]?.["count"]);
    }
    return counts;
  } finally {
    await client.end();
  }
};

const storesNothing = async (work: () => Promise<void>): Promise<void> => {
  const before = await countRows();
  await work();
  expect(await countRows()).toEqual(before);
};

const withBodies = () => operations.filter(({ method, fields }) => method !== "GET" && fields.length > 0);
const deep = `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`;

test("what is not JSON, too deep, too large or of another type is refused by every operation", () =>
  storesNothing(async () => {
    expect(withBodies().length).toBeGreaterThan(12);
    for (const operation of operations.filter(({ method }) => method === "POST" || method === "PATCH")) {
      expectProblem(await send(operation, '{"name": '), { status: 400, code: "body.malformed" });
      expectProblem(await send(operation, deep), { status: 422, code: "body.invalid" });
      expectProblem(await send(operation, JSON.stringify("x".repeat(1_100_000))), {
        status: 413,
        code: "body.too_large",
      });
      expectProblem(await send(operation, "name=x", { "content-type": "text/plain" }), {
        status: 415,
        code: "body.unsupported_media_type",
      });
    }
  }));

test("arrays, unknown fields and fields of the wrong type are refused with their pointers", () =>
  storesNothing(async () => {
    for (const operation of withBodies()) {
      expectProblem(await send(operation, []), { status: 422, code: "body.invalid" });
      const unknown = await send(operation, { surprise: 1 });
      expectProblem(unknown, { status: 422, code: "body.invalid" });
      expect(
        unknown.body.errors?.map(({ pointer }) => pointer),
        unknown.where,
      ).toContain("/surprise");
      for (const field of operation.fields) {
        for (const wrong of [true, -1.5]) {
          const answer = await send(operation, { [field]: wrong });
          const where = `${answer.where} ${field} ${JSON.stringify(wrong)}`;
          expect({ where, status: answer.status }).toEqual({ where, status: 422 });
          const pointers = answer.body.errors?.map(({ pointer }) => pointer) ?? [];
          expect(
            pointers.some((pointer) => pointer.startsWith(`/${field}`)),
            where,
          ).toBe(true);
        }
      }
    }
  }));

test("NUL, half of a surrogate pair and __proto__ are refused anywhere in a body", () =>
  storesNothing(async () => {
    for (const operation of withBodies()) {
      for (const [body, pointer] of [
        ['{"name":"a\\u0000b"}', "/name"],
        ['{"name":{"deep":["\\ud800"]}}', "/name/deep/0"],
        ['{"name":{"__proto__":1}}', "/name/__proto__"],
      ] as const) {
        const answer = await send(operation, body);
        expectProblem(answer, { status: 422, code: "body.invalid" });
        expect(
          answer.body.errors?.map((error) => error.pointer),
          answer.where,
        ).toEqual([pointer]);
      }
    }
  }));

test("queries that are not known or not valid are refused with the parameter's name", async () => {
  for (const operation of operations.filter(({ method, path }) => method === "GET" && !path.includes("{"))) {
    for (const query of ["limit=0", "limit=201", "limit=x", "cursor=garbage", "surprise=1"]) {
      const url = `${api.url}${operation.path}?${query}`;
      const bearer = operation.path.startsWith("/admin/") ? operatorToken : tenant.key;
      const answer = await call<Problem>(url, { bearer });
      if (operation.path === "/v1/tenant") {
        continue;
      }
      const pointers = answer.body.errors?.map(({ pointer }) => pointer);
      expect({ url, status: answer.status, pointers }).toEqual({
        url,
        status: 422,
        pointers: [`?${query.split("=")[0]}`],
      });
    }
  }
});

test("orders with negative quantities, wrong sums or mixed currencies name the field", () =>
  storesNothing(async () => {
    const [create] = operations.filter(
      ({ method, path }) => method === "POST" && path === "/v1/approval-requests",
    );
    if (create === undefined) {
      throw new Error("there is no operation to create a request");
    }
    const change = async (edit: (payload: { lines: Record<string, unknown>[]; total: unknown }) => void) => {
      const payload = structuredClone(orderPayload()) as { lines: Record<string, unknown>[]; total: unknown };
      edit(payload);
      const answer = await send(create, {
        kind: "order",
        title: "Order",
        requester: { memberId: tenant.ids.member },
        payload,
      });
      expectProblem(answer, { status: 422, code: "body.invalid" });
      return answer.body.errors?.map(({ pointer }) => pointer) ?? [];
    };
    const negative = await change(({ lines: [line] }) => Object.assign(line ?? {}, { quantity: -1 }));
    expect(negative).toContain("/payload/lines/0/quantity");
    const sum = await change((payload) =>
      Object.assign(payload, { total: { amount: "1.00", currency: "USD" } }),
    );
    expect(sum).toEqual(["/payload/total/amount"]);
    const line = await change(({ lines: [first] }) =>
      Object.assign(first ?? {}, { lineTotal: { amount: "0.01", currency: "USD" } }),
    );
    expect(line[0]).toBe("/payload/lines/0/lineTotal/amount");
    const mixed = await change(({ lines: [first] }) =>
      Object.assign(first ?? {}, { unitPrice: { amount: "1.00", currency: "EUR" } }),
    );
    expect(mixed.every((pointer) => pointer.startsWith("/payload/lines/0"))).toBe(true);
    const extra = await change((payload) => Object.assign(payload, { surprise: true }));
    expect(extra).toEqual(["/payload/surprise"]);
  }));

test("an unknown address is 404, a known one with another method 405 and names what it takes", async () => {
  const unknown = await call<Problem>(`${api.url}/v1/nothing`, { bearer: tenant.key });
  expect([unknown.status, unknown.body.code]).toEqual([404, "route.not_found"]);
  const wrong = await call<Problem>(`${api.url}/v1/members`, { method: "DELETE", bearer: tenant.key });
  expect([wrong.status, wrong.body.code, wrong.headers.get("allow")]).toEqual([
    405,
    "method.not_allowed",
    "GET, HEAD, POST",
  ]);
});
