import { randomUUID } from "node:crypto";
import { connect } from "../stand-in/connect.ts";
import { createMailboxApp } from "./app.ts";
import { createMessageStore } from "./messages/store.ts";
import { applySchema } from "../stand-in/apply-schema.ts";
import { listen } from "../stand-in/listen.ts";
import { createSwitchStore } from "./switches/store.ts";

const schemaLock = 7_316_002;
const connectionsMax = 4;
const endSeconds = 1;

export type MailboxOptions = {
  readonly databaseUrl: string;
  /** A free one when absent. */
  readonly port?: number | undefined;
};

export type Mailbox = { readonly url: string; readonly close: () => Promise<void> };

/**
 * Starts the stand-in for SES v2 on one machine: `SendEmail`, `GET /messages` and an inbox page. The mails are
 * in the schema `local_mailbox` of the given database.
 */
export const startMailbox = async ({ databaseUrl, port }: MailboxOptions): Promise<Mailbox> => {
  const sql = connect(databaseUrl, "local-mailbox", { connectionsMax: connectionsMax });
  const closing = new AbortController();
  try {
    await applySchema(sql, new URL("./schema.sql", import.meta.url), schemaLock);
    const app = createMailboxApp({
      messages: createMessageStore(sql),
      switches: createSwitchStore(sql),
      newId: randomUUID,
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
