import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { createLogins } from "../../../db/create-login.ts";
import { migrate } from "../../../db/migrate.ts";
import { createDatabase, databaseUrl, startPostgres } from "../../../infra/local/postgres/index.ts";

/** What the clones are made of. */
export const templateName = "template_countersign";

const password = "only-for-tests-on-loopback";
export const appLogin = { name: "test_app", password, memberOf: "countersign_app" } as const;
export const relayLogin = { name: "test_relay", password, memberOf: "countersign_relay" } as const;

declare module "vitest" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging needs an interface
  interface ProvidedContext {
    /** Superuser URL of the run's own Postgres. */
    adminUrl: string;
  }
}

/** One real Postgres for the whole run, in a folder of its own, with one migrated template. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const directory = await mkdtemp(join(tmpdir(), "countersign-test-"));
  const postgres = await startPostgres({ directory, durable: false });
  await createDatabase(postgres.url, templateName);
  await migrate(databaseUrl(postgres.url, templateName));
  await createLogins(postgres.url, [appLogin, relayLogin]);
  project.provide("adminUrl", postgres.url);
  return async () => {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  };
};
