import { expect } from "vitest";
import { verifyAudit } from "../audit.ts";
import { call } from "../client.ts";
import { eventually } from "../one-order.ts";
import type { SystemProcess } from "../system.ts";
import type { Campaign } from "./campaign.ts";
import { endOf, type Fate } from "./fate.ts";
import { carriedOutOf, ledgerDifferences, netOf, readLedger } from "./ledger.ts";

type Mail = {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly reference: string | null;
};

/** By title, the references under which its requester was told how it ended. */
const readTold = async (system: SystemProcess): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const told = new Map<string, Set<string>>();
  for (let after = ""; ; ) {
    const url = `${system.ready().mailboxUrl}/messages?limit=200${after === "" ? "" : `&after=${after}`}`;
    const { body } = await call<Mail[]>(url);
    for (const mail of body.filter(({ text }) => text.includes("because you asked for the approval"))) {
      const title = mail.subject.slice(mail.subject.indexOf(": ") + ": ".length);
      told.set(title, (told.get(title) ?? new Set()).add(mail.reference ?? mail.id));
    }
    const last = body.at(-1);
    if (last === undefined) {
      return told;
    }
    after = last.id;
  }
};

/** A mail may outlast its run: one whose sending was cut off is sent again when its lease of 30 s has ended. */
const tellingMilliseconds = 90_000;

/** Each requester is told about each request once, however often a mail had to be sent again. */
const expectToldOnce = async (system: SystemProcess, fates: readonly Fate[]): Promise<void> => {
  const told = await eventually(
    "a mail about the end of every request",
    async () => {
      const soFar = await readTold(system);
      return fates.every(({ title }) => soFar.has(title)) ? soFar : null;
    },
    tellingMilliseconds,
  );
  expect(fates.map(({ title }) => title).filter((title) => told.get(title)?.size !== 1)).toEqual([]);
};

/** What goes out or comes in, and what takes it back. */
const moneyMoves = [
  ["payment.capture", "payment.refund"],
  ["loan.disburse", "loan.reverse"],
] as const;

/** Requests, runs and books of one tenant say what was to become of each request, to the cent. */
const expectFates = async (system: SystemProcess, campaign: Campaign): Promise<void> => {
  const { company, fates, hands } = campaign;
  const results = await campaign.results();
  const ends = fates.map(({ number }) => {
    const request = results.get(number);
    return { number, request: request?.status, run: request?.run?.status };
  });
  const wanted = fates.map((fate) => {
    const { request, run } = endOf(fate, hands.notDone);
    return { number: fate.number, request, run };
  });
  expect(ends).toEqual(wanted);
  expect(results.size).toBe(fates.length);
  const entries = await readLedger(system.ready(), company);
  expect(ledgerDifferences(entries, fates, hands.notDone)).toEqual([]);
  for (const [type, undoneBy] of moneyMoves) {
    expect(netOf(entries, type, undoneBy), type).toBe(carriedOutOf(fates, hands.notDone, type));
  }
};

/** No call has come to the systems of another tenant, or under a signature that is not its own. */
const expectNoStrangers = async (system: SystemProcess): Promise<void> => {
  const { body } = await call<{ data: unknown[] }>(`${system.ready().demo.sandboxUrl}/refusals`);
  expect(body.data).toEqual([]);
};

/** None lost, none doubled, none astray: requests, runs, books, mails and audit chains of all tenants. */
export const expectEnds = async (system: SystemProcess, campaigns: readonly Campaign[]): Promise<void> => {
  for (const campaign of campaigns) {
    await expectFates(system, campaign);
  }
  await expectToldOnce(
    system,
    campaigns.flatMap(({ fates }) => fates),
  );
  await expectNoStrangers(system);
  const faults = (await verifyAudit(system.ready().databaseUrl)).filter(({ fault }) => fault !== null);
  expect(faults).toEqual([]);
};
