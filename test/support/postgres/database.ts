import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { urlAs } from "../../../db/create-login.ts";
import { createDatabase, databaseUrl, dropDatabase } from "../../../infra/local/postgres/index.ts";
import { appLogin, relayLogin, templateName } from "./global-setup.ts";

export type TestDatabase = {
  readonly name: string;
  /** The owner of everything; only for what stands outside the service. */
  readonly adminUrl: string;
  /** The plain role that the service runs as. */
  readonly appUrl: string;
  readonly relayUrl: string;
  readonly drop: () => Promise<void>;
};

/** A migrated database of a test file's own, copied from the template. */
export const openDatabase = async (): Promise<TestDatabase> => {
  const server = inject("adminUrl");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await createDatabase(server, name, { template: templateName });
  const adminUrl = databaseUrl(server, name);
  return {
    name,
    adminUrl,
    appUrl: urlAs(adminUrl, appLogin),
    relayUrl: urlAs(adminUrl, relayLogin),
    drop: () => dropDatabase(server, name),
  };
};
