import { readFile } from "node:fs/promises";
import { styleText } from "node:util";
import { createDemoClient, readReady } from "./client.ts";
import { ensureMembers, ensurePolicy, type Person } from "./directory.ts";
import { type DemoOrder, runScenario } from "./run-scenario.ts";
import { type Scenario, scenarios } from "./scenarios.ts";

const vicePresidentId = "emp-2";
const salesManagerId = "emp-5";

type OrderLine = { readonly orderNumber: string; readonly requestedBy: string };

const dataFile = (name: string): Promise<string> =>
  readFile(new URL(`../../../test/data/${name}`, import.meta.url), "utf8");

const memberOf = (members: ReadonlyMap<string, string>, personId: string): string => {
  const memberId = members.get(personId);
  if (memberId === undefined) {
    throw new Error(`people.json has no ${personId}`);
  }
  return memberId;
};

const toDemoOrder = (
  scenario: Scenario,
  lines: readonly OrderLine[],
  members: ReadonlyMap<string, string>,
): DemoOrder => {
  const line = lines.find(({ orderNumber }) => orderNumber === scenario.orderNumber);
  if (line === undefined) {
    throw new Error(`orders.ndjson has no ${scenario.orderNumber}`);
  }
  const { requestedBy, ...payload } = line;
  return {
    requesterId: memberOf(members, requestedBy),
    payload: { ...payload, orderNumber: scenario.sentAs ?? scenario.orderNumber },
  };
};

const main = async (): Promise<boolean> => {
  const ready = await readReady(process.env["COUNTERSIGN_HOME"] ?? ".countersign");
  const client = createDemoClient(ready);
  const people = JSON.parse(await dataFile("people.json")) as Person[];
  const lines = (await dataFile("orders.ndjson"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as OrderLine);

  console.log(
    `Countersign at ${ready.baseUrl}: ${people.length} members, one policy, ${scenarios.length} real orders.\n`,
  );
  const members = await ensureMembers(client, people);
  await ensurePolicy(client, {
    vicePresident: memberOf(members, vicePresidentId),
    salesManager: memberOf(members, salesManagerId),
  });
  for (const { label, says } of scenarios) {
    console.log(`${styleText("bold", label.padEnd(10))} ${says}`);
  }
  console.log("");
  const ends = await Promise.all(
    scenarios.map(async (scenario) => {
      const order = toDemoOrder(scenario, lines, members);
      return { scenario, request: await runScenario(client, { scenario, order, tell: console.log }) };
    }),
  );
  console.log("");
  const asExpected = ends.map(({ scenario, request }) => {
    const run = request.run?.status ?? "none";
    const right = request.status === scenario.ends.request && run === scenario.ends.run;
    const mark = right ? styleText("green", "✓") : styleText("red", "✗");
    console.log(`${mark} ${scenario.label.padEnd(10)} request ${request.status}, run ${run}   ${request.id}`);
    return right;
  });
  console.log(`\nThe mails: ${ready.mailboxUrl}   what was charged and shipped: ${ready.demo.sandboxUrl}`);
  console.log("The audit log of all this:  npm run audit:verify");
  return asExpected.every(Boolean);
};

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(`The demo stopped: ${(error as Error).message}`);
  process.exitCode = 1;
}
