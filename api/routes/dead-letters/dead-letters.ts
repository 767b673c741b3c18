import type { Context } from "../../../services/context.ts";
import type { DeadLetter } from "../../../services/outbox/index.ts";
import type { Page, PageInput } from "../../../services/page.ts";

/** The outbox's dead letters cross tenants, so the composition root binds them to the relay's database. */
export type DeadLetters = {
  readonly list: (page: PageInput) => Promise<Page<DeadLetter>>;
  readonly retry: (ctx: Context, id: DeadLetter["id"]) => Promise<DeadLetter>;
};
