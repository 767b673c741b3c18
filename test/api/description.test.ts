import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { openApi, operatorToken, type TestApi } from "../support/api.ts";
import { call } from "../support/client.ts";
import { type FurnishedTenant, furnishTenant, orderPayload } from "../support/furnished-tenant.ts";
import { putDocument } from "../support/hand-task.ts";
import { openSeat } from "../support/open-seat.ts";
import { openTaskOf } from "../support/open-task.ts";

type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean };
type Content = Readonly<Record<string, { readonly schema: unknown }>>;
type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security: readonly Record<string, readonly string[]>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
};
type Description = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
};

let api: TestApi;
let tenant: FurnishedTenant;
let document: string;
let description: Description;
let taskId: string;
beforeAll(async () => {
  api = await openApi();
  tenant = await furnishTenant(api.url, "Acme");
  const seat = await openSeat(api, tenant);
  taskId = await openTaskOf(api, tenant);
  await tenant.post(`/v1/assignments/${seat}/decision`, { outcome: "approve", requestVersion: 1 });
  document = await putDocument(api, tenant);
  description = (await call<Description>(`${api.url}/openapi.json`)).body;
});
afterAll(() => api.close());

const operations = () =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  );

/** A schema of the description as a validator; the named ones go along, since it points at them. */
const validatorOf = (schema: unknown): z.ZodType => {
  const document = { ...(schema as object), $defs: description.components.schemas };
  const text = JSON.stringify(document).replaceAll("#/components/schemas/", "#/$defs/");
  return z.fromJSONSchema(JSON.parse(text) as Parameters<typeof z.fromJSONSchema>[0]);
};

test("every operation has an id of its own, a summary, a tag, its credentials and its parameters", () => {
  const ids = operations().map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { path, method, summary, tags, security, parameters = [] } of operations()) {
    const where = `${method} ${path}`;
    expect(summary, where).toMatch(/\w/);
    expect(tags, where).toHaveLength(1);
    const scheme = path.startsWith("/v1/") ? "apiKey" : "operatorToken";
    const isPublic = !path.startsWith("/v1/") && !path.startsWith("/admin/");
    expect(security.map(Object.keys), where).toEqual(isPublic ? [] : [[scheme]]);
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    expect(
      parameters
        .filter((one) => one.in === "path")
        .map(({ name }) => name)
        .sort(),
      where,
    ).toEqual(inPath.sort());
    expect(
      parameters.some(({ name }) => name === "Idempotency-Key"),
      where,
    ).toBe(method === "post");
    expect(
      parameters.some(({ name }) => name === "If-Match"),
      where,
    ).toBe(method === "patch");
  }
});

test("every operation names the problems that it may answer", () => {
  for (const { path, method, requestBody, responses, security } of operations()) {
    const statuses = Object.keys(responses);
    const expected = [
      ...(security.length === 0 ? [] : ["401", "503"]),
      ...(path.startsWith("/v1/") ? ["403"] : []),
      ...(requestBody === undefined ? [] : ["400", "413", "415"]),
      ...(path.includes("{") ? ["404"] : []),
      "422",
    ];
    expect(statuses, `${method} ${path}`).toEqual(expect.arrayContaining(expected));
    for (const [status, { content }] of Object.entries(responses).filter(([code]) => code >= "400")) {
      expect(Object.keys(content ?? {}), `${method} ${path} ${status}`).toEqual(["application/problem+json"]);
    }
  }
});

test("every schema that is pointed at is there", () => {
  const pointers = JSON.stringify(description).matchAll(/"#\/components\/schemas\/(\w+)"/g);
  const named = new Set([...pointers].map(([, name = ""]) => name));
  expect([...named].sort()).toEqual(Object.keys(description.components.schemas).sort());
});

const { member, group, policy, integration, request, run, task, delegation, grant } = {
  member: "/v1/members/{id}",
  group: "/v1/groups/{id}",
  policy: "/v1/policies/{id}",
  integration: "/v1/integrations/{id}",
  request: "/v1/approval-requests/{id}",
  run: "/v1/runs/{id}",
  task: "/v1/service-tasks/{id}",
  delegation: "/v1/delegations/{id}",
  grant: "/v1/grants/{id}",
};

test("what reading operations answer fits what is described, nulls and all", async () => {
  const ids: Record<string, string> = {
    [member]: tenant.ids.member,
    [group]: tenant.ids.group,
    [policy]: tenant.ids.policy,
    [integration]: tenant.ids.integration,
    [request]: tenant.ids.request,
    [`${request}/timeline`]: tenant.ids.request,
    [`${request}/comments`]: tenant.ids.request,
    [`${request}/documents`]: tenant.ids.request,
    "/v1/documents/{id}": document,
    [delegation]: tenant.ids.delegation,
    [grant]: tenant.ids.grant,
    [`${request}/why`]: tenant.ids.request,
    [run]: tenant.ids.run,
    [task]: taskId,
  };
  const queries: Record<string, string> = { [`${request}/why`]: `?memberId=${tenant.ids.member}` };
  const readable = operations().filter(({ method, responses }) => {
    return method === "get" && responses["200"]?.content?.["application/json"] !== undefined;
  });
  expect(readable.length).toBeGreaterThan(20);
  for (const { path, responses } of readable) {
    const url = `${api.url}${path
      .replace("{tenantId}", tenant.tenantId)
      .replace("{kind}", "order")
      .replace("{id}", ids[path] ?? "?")}${queries[path] ?? ""}`;
    const bearer = path.startsWith("/admin/") ? operatorToken : tenant.key;
    const { status, body } = await call<unknown>(url, { bearer });
    expect({ path, status }).toEqual({ path, status: 200 });
    const fits = validatorOf(responses["200"]?.content?.["application/json"]?.schema).safeParse(body);
    expect({ path, faults: fits.error?.issues ?? [] }).toEqual({ path, faults: [] });
  }
});

test("a problem fits its schema, and so does a request that was just made", async () => {
  const { post } = description.paths["/v1/approval-requests"] ?? {};
  const send = (body: unknown) =>
    call<unknown>(`${api.url}/v1/approval-requests`, { method: "POST", bearer: tenant.key, body });
  const refused = await send({});
  const problem = validatorOf(post?.responses["422"]?.content?.["application/problem+json"]?.schema);
  expect(problem.safeParse(refused.body).error?.issues ?? []).toEqual([]);
  const made = await send({
    kind: "order",
    title: "Described",
    requester: { memberId: tenant.ids.member },
    payload: orderPayload(),
  });
  const created = validatorOf(post?.responses["201"]?.content?.["application/json"]?.schema);
  expect(created.safeParse(made.body).error?.issues ?? []).toEqual([]);
  expect(created.safeParse({ ...(made.body as object), status: "half approved" }).success).toBe(false);
});
