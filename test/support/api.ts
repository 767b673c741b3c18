// First, and for this alone: modules must load in the order in which they do in a deployment.
import "../../api/compose.ts";
import { serve } from "@hono/node-server";
import { sql } from "drizzle-orm";
import { createApp } from "../../api/app.ts";
import { openPool } from "../../db/client.ts";
import { isDatabaseUnavailable } from "../../db/errors.ts";
import { countOutbox } from "../../db/queries/outbox.ts";
import type { Runtime } from "../../services/context.ts";
import { mailCode } from "../../services/codes/index.ts";
import { decideByLink, editByLink, openLink, planEdit, readReview } from "../../services/links/index.ts";
import { listDeadLetters, retryDeadLetter } from "../../services/outbox/index.ts";
import { answerByLink, mailTaskCode, openTaskLink, readTask } from "../../services/task-links/index.ts";
import { call } from "./client.ts";
import { openRuntime, type TestRuntime } from "./runtime.ts";

export const operatorToken = "operator-token-only-for-tests-0123456789";

export type TestApi = TestRuntime & {
  readonly url: string;
  readonly app: ReturnType<typeof createApp>;
};

/** The API over real HTTP, on a database of its own; what goes outward stays in the outbox. */
export const openApi = async (changes: Partial<Runtime> = {}): Promise<TestApi> => {
  const opened = await openRuntime({ settings: { allowLoopbackTargets: true } });
  const runtime = { ...opened.runtime, ...changes };
  const relayPool = openPool({
    url: opened.database.relayUrl,
    connections: 1,
    applicationName: "countersign test relay",
  });
  const relay = changes.db ?? relayPool.db;
  const app = createApp(
    {
      runtime,
      operatorToken,
      deadLetters: { list: (page) => listDeadLetters(relay, page), retry: retryDeadLetter },
      ping: async () => {
        await runtime.db.execute(sql`select 1`);
      },
      countOutbox: () => countOutbox(relay),
      isUnavailable: isDatabaseUnavailable,
    },
    {
      openLink,
      readReview,
      mailCode,
      decideByLink,
      planEdit,
      editByLink,
      openTaskLink,
      readTask,
      mailTaskCode,
      answerByLink,
    },
  );
  const server = await new Promise<{ port: number; close: () => void }>((resolve) => {
    const listening = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
      resolve({ port, close: () => listening.close() }),
    );
  });
  return {
    ...opened,
    app,
    url: `http://127.0.0.1:${server.port}`,
    close: async () => {
      server.close();
      await relayPool.close();
      await opened.close();
    },
  };
};

export type ApiTenant = {
  readonly tenantId: string;
  readonly key: string;
  readonly post: <Body>(path: string, body: unknown) => Promise<Body>;
};

/** A tenant with a key for everything, made over the API. */
export const createTenantOverApi = async (url: string, name: string): Promise<ApiTenant> => {
  const tenant = await call<{ id: string }>(`${url}/admin/v1/tenants`, {
    method: "POST",
    bearer: operatorToken,
    body: { name },
  });
  const { body } = await call<{ key: string }>(`${url}/admin/v1/tenants/${tenant.body.id}/api-keys`, {
    method: "POST",
    bearer: operatorToken,
    body: {},
  });
  return {
    tenantId: tenant.body.id,
    key: body.key,
    post: async (path, sent) => {
      const answer = await call(`${url}${path}`, { method: "POST", bearer: body.key, body: sent });
      if (answer.status >= 300) {
        throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      }
      return answer.body;
    },
  };
};
