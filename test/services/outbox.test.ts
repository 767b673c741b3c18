import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DatabasePool, openPool } from "../../db/client.ts";
import { claimMessages } from "../../db/queries/outbox.ts";
import type { Context } from "../../services/context.ts";
import { inTenant } from "../../services/in-tenant.ts";
import { listDeadLetters, retryDeadLetter } from "../../services/outbox/index.ts";
import { enqueue } from "../../services/outbox/enqueue.ts";
import { attemptsMax, type LeasedMessage } from "../../services/outbox/model.ts";
import { PermanentFailure, settle, TryAgain } from "../../services/outbox/settle.ts";
import { openRuntime, type TestRuntime } from "../support/runtime.ts";
import { auditedBy, openTenant } from "../support/tenant.ts";

let opened: TestRuntime;
let relay: DatabasePool;
let ctx: Context;
beforeAll(async () => {
  opened = await openRuntime();
  relay = openPool({ url: opened.database.relayUrl, connections: 4, applicationName: "test relay" });
  ctx = await openTenant(opened.runtime);
});
afterAll(async () => {
  await relay.close();
  await opened.close();
});

const put = (dedupeKey: string): Promise<boolean> =>
  inTenant(ctx, (_tx, unit) =>
    enqueue(unit, { kind: "mail.send", dedupeKey, payload: { notificationId: dedupeKey } }),
  );

const claim = async (limit: number, seconds = 30): Promise<LeasedMessage[]> => {
  const token = opened.runtime.ports.ids.token();
  const claimed = await claimMessages(relay.db, { limit, token, seconds });
  return claimed.map((message) => ({ ...message, leaseToken: token }));
};

const settleWith = (message: LeasedMessage, handler: () => Promise<void>) =>
  settle(opened.runtime, relay.db, { message, handler, random: 0 });

const claimOne = async (): Promise<LeasedMessage> => {
  const [message] = await claim(1);
  if (message === undefined) {
    throw new Error("nothing is due");
  }
  return message;
};

const makeDue = () =>
  relay.db.execute(sql`update outbox_messages set next_at = clock_timestamp() where done_at is null`);

test("a message that is caused twice is one message", async () => {
  await put("same");
  await put("same");
  const message = await claimOne();
  expect(await claim(10)).toEqual([]);
  await settleWith(message, async () => {});
});

test("relays that claim at the same moment never hold the same message", async () => {
  await Promise.all(Array.from({ length: 40 }, (_, index) => put(`many-${index}`)));
  const batches = await Promise.all(Array.from({ length: 8 }, () => claim(10)));
  const ids = batches.flat().map(({ id }) => id);
  expect([ids.length, new Set(ids).size]).toEqual([40, 40]);
  await Promise.all(batches.flat().map((message) => settleWith(message, async () => {})));
  expect(await claim(50)).toEqual([]);
});

test("a failed attempt comes back after a wait, with its error kept for the operator", async () => {
  await put("fails once");
  await settleWith(await claimOne(), async () => {
    throw new Error("the mailbox is full");
  });
  expect(await claim(10)).toEqual([]);
  await makeDue();
  const again = await claimOne();
  expect(again.attempts).toBe(2);
  await settleWith(again, async () => {});
});

test("a handler with a plan of its own is called again by it, beyond the attempts of the others", async () => {
  await put("planned");
  const message = { ...(await claimOne()), attempts: attemptsMax };
  await settleWith(message, async () => {
    const backoff = { firstMilliseconds: 40_000, maxMilliseconds: 60_000 };
    throw new TryAgain("not yet", { failures: 2, backoff });
  });
  const rows = await relay.db.execute<{ wait: number; dead: boolean }>(
    sql`select extract(epoch from next_at - clock_timestamp())::float as wait, dead_at is not null as dead
      from outbox_messages where dedupe_key = 'planned'`,
  );
  expect(rows[0]?.dead).toBe(false);
  // With the least jitter: half of 60 s.
  expect(rows[0]?.wait).toBeGreaterThan(28);
  expect(rows[0]?.wait).toBeLessThanOrEqual(30);
  await relay.db.execute(
    sql`update outbox_messages set done_at = clock_timestamp() where dedupe_key = 'planned'`,
  );
});

test("a lease that has ended goes to another process, and the late one settles nothing", async () => {
  await put("slow");
  const [late] = await claim(1, 0);
  const other = await claimOne();
  if (late === undefined) {
    throw new Error("nothing was claimed");
  }
  await settleWith(late, async () => {});
  const rows = await relay.db.execute<{ done: boolean }>(
    sql`select done_at is not null as done from outbox_messages where dedupe_key = 'slow'`,
  );
  expect(rows[0]?.done).toBe(false);
  await settleWith(other, async () => {});
});

test("what cannot be mended, or has used its attempts up, is a dead letter that is audited, shown and revived", async () => {
  await put("hopeless");
  const hopeless = await claimOne();
  const audited = await auditedBy(ctx, () =>
    settleWith(hopeless, async () => {
      throw new PermanentFailure("no such kind");
    }),
  );
  expect(audited.map(({ action }) => action)).toEqual(["outbox_message.given_up"]);

  await put("worn out");
  await settleWith({ ...(await claimOne()), attempts: attemptsMax }, async () => {
    throw new Error("still refused");
  });
  const { data } = await listDeadLetters(relay.db, { limit: 10, cursor: null });
  expect(data.map(({ lastError }) => lastError)).toEqual([
    "Error: still refused",
    "PermanentFailure: no such kind",
  ]);

  const revived = await retryDeadLetter(ctx, hopeless.id);
  expect([revived.deadAt, revived.attempts]).toEqual([null, 0]);
  expect((await claimOne()).id).toBe(hopeless.id);
});
