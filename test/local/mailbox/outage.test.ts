import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SendEmailCommand } from "@aws-sdk/client-sesv2";
import { expect, it } from "vitest";
import { startMailbox } from "../../../infra/local/mailbox/index.ts";
import { startPostgres } from "../../../infra/local/postgres/index.ts";
import { connectSes, mailTo } from "./send.ts";

it("answers 5xx while Postgres is away, and works again with nothing lost", async () => {
  const directory = await mkdtemp(join(tmpdir(), "countersign-mailbox-"));
  const postgres = await startPostgres({ directory, durable: true });
  const mailbox = await startMailbox({ databaseUrl: postgres.url });
  const ses = connectSes(mailbox.url);
  const send = () => ses.send(new SendEmailCommand(mailTo("ada@example.com")));
  const status = async () => (await fetch(`${mailbox.url}/messages`)).status;
  try {
    await send();
    const back = postgres.crash();
    const during = await Promise.all([status(), status(), status()]);
    expect(during.every((code) => code === 200 || code === 503)).toBe(true);
    await back;
    await expect.poll(status, { timeout: 15_000 }).toBe(200);
    await send();
    expect(await (await fetch(`${mailbox.url}/messages`)).json()).toHaveLength(2);
  } finally {
    ses.destroy();
    await mailbox.close();
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
});
