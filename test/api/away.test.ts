import { afterAll, beforeAll, expect, test } from "vitest";
import { type DatabasePool, openPool } from "../../db/client.ts";
import { keyEntropyBytes, formatKey } from "../../services/api-keys/key.ts";
import { openApi, operatorToken, type TestApi } from "../support/api.ts";
import { call } from "../support/client.ts";

/** Nothing listens on the port of tcpmux. */
const nowhere = "postgres://nobody@127.0.0.1:1/nothing";
/** Well-formed, so that the database has to be asked for it. */
const someKey = formatKey(Buffer.alloc(keyEntropyBytes, 7));

let pool: DatabasePool;
let api: TestApi;
beforeAll(async () => {
  pool = openPool({ url: nowhere, connections: 1, applicationName: "countersign test" });
  api = await openApi({ db: pool.db });
});
afterAll(async () => {
  await api.close();
  await pool.close();
});

test("without a database every call says to come back, and nothing of why", async () => {
  for (const [path, bearer] of [
    ["/v1/tenant", someKey],
    ["/admin/v1/tenants", operatorToken],
    ["/readyz", ""],
  ] as const) {
    const { status, body, headers } = await call<{ code: string; detail: string }>(`${api.url}${path}`, {
      bearer,
    });
    expect({ path, status, code: body.code }).toEqual({ path, status: 503, code: "service.unavailable" });
    expect(headers.get("retry-after"), path).toMatch(/^\d+$/);
    expect(JSON.stringify(body), path).not.toMatch(/127\.0\.0\.1|ECONN|nobody|select/i);
  }
});

test("without a database the process is alive and its metrics and keys can be read", async () => {
  for (const path of ["/livez", "/metrics", "/.well-known/jwks.json", "/openapi.json", "/docs"]) {
    expect({ path, status: (await fetch(`${api.url}${path}`)).status }).toEqual({ path, status: 200 });
  }
});
