import { connect } from "../stand-in/connect.ts";
import { applySchema } from "../stand-in/apply-schema.ts";
import { listen } from "../stand-in/listen.ts";
import { createSandboxApp } from "./app.ts";
import { createChance } from "./tasks/chance.ts";

const schemaLock = 7_316_004;
const connectionsMax = 8;
const endSeconds = 1;

export type SandboxOptions = {
  readonly databaseUrl: string;
  /** A free one when absent. */
  readonly port?: number | undefined;
  /** Makes switches that strike at random strike the same calls again. */
  readonly seed?: string | null;
};

export type Sandbox = { readonly url: string; readonly close: () => Promise<void> };

/**
 * Starts what plays a tenant's own systems on one machine: signed service tasks, a ledger of what really
 * happened, and switches for what shall go wrong. All is kept in the schema `local_sandbox` of the given database.
 */
export const startSandbox = async ({ databaseUrl, port, seed = null }: SandboxOptions): Promise<Sandbox> => {
  const sql = connect(databaseUrl, "local-sandbox", { connectionsMax: connectionsMax });
  const closing = new AbortController();
  try {
    await applySchema(sql, new URL("./schema.sql", import.meta.url), schemaLock);
    await applySchema(sql, new URL("./warehouse/schema.sql", import.meta.url), schemaLock);
    const app = createSandboxApp({
      sql,
      chance: createChance(seed),
      closing: closing.signal,
    });
    const listening = await listen(app.fetch, port ?? 0);
    return {
      url: listening.url,
      close: async () => {
        closing.abort();
        await listening.close();
        await sql.end({ timeout: endSeconds });
      },
    };
  } catch (error) {
    await sql.end({ timeout: endSeconds });
    throw error;
  }
};
