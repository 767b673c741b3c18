import { sql } from "drizzle-orm";
import { isDatabaseUnavailable } from "../db/errors.ts";
import { countOutbox } from "../db/queries/outbox.ts";
import { compose } from "../services/compose.ts";
import { readConfig } from "../services/config.ts";
import { mailCode } from "../services/codes/index.ts";
import { decideByLink, editByLink, openLink, planEdit, readReview } from "../services/links/index.ts";
import { listDeadLetters, retryDeadLetter } from "../services/outbox/index.ts";
import { answerByLink, mailTaskCode, openTaskLink, readTask } from "../services/task-links/index.ts";
import { kinds } from "../workflows/kinds.ts";
import { createApp } from "./app.ts";

/** Builds the API from one environment; the caller listens, and starts the relay's sweep where there is one. */
export const composeApi = async (env: Readonly<Record<string, string | undefined>>) => {
  const config = readConfig(env);
  const { runtime, dispatcher, relay, close } = await compose(config, { kinds, part: "api" });
  const app = createApp(
    {
      runtime,
      operatorToken: config.OPERATOR_TOKEN,
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
  return { app, fetch: (request: Request) => app.fetch(request), dispatcher, close };
};
