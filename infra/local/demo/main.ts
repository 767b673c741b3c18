import { styleText } from "node:util";
import { createDemoClient, readReady } from "./client.ts";
import { readData } from "./data.ts";
import { ensureMembers, ensurePolicy, type Person } from "./directory.ts";
import { demos } from "./kinds/index.ts";
import type { DemoKind, DemoPeople } from "./kinds/model.ts";
import { runScenario } from "./run-scenario.ts";

const chooseDemo = (name: string | undefined): DemoKind => {
  const found = name === undefined ? demos[0] : demos.find(({ kind }) => kind === name);
  if (found === undefined) {
    throw new Error(`there is no demo "${name}"; there are ${demos.map(({ kind }) => kind).join(", ")}.`);
  }
  return found;
};

const peopleOf =
  (members: ReadonlyMap<string, string>): DemoPeople =>
  (personId) => {
    const memberId = members.get(personId);
    if (memberId === undefined) {
      throw new Error(`people.json has no ${personId}`);
    }
    return memberId;
  };

const main = async (name: string | undefined): Promise<boolean> => {
  const demo = chooseDemo(name);
  const ready = await readReady(process.env["COUNTERSIGN_HOME"] ?? ".countersign");
  const client = createDemoClient(ready);
  const scenarios = await demo.scenarios(client);
  const persons = JSON.parse(await readData("people.json")) as Person[];
  console.log(`Countersign at ${ready.baseUrl}: ${persons.length} members, one policy, ${demo.says}.\n`);
  const people = peopleOf(await ensureMembers(client, persons));
  if (demo.settings !== undefined) {
    await client.api.patch(`/v1/kinds/${demo.kind}/settings`, demo.settings);
  }
  await ensurePolicy(client, {
    kind: demo.kind,
    name: demo.policy.name,
    rules: demo.policy.rules(people),
  });
  for (const { label, says } of scenarios) {
    console.log(`${styleText("bold", label.padEnd(10))} ${says}`);
  }
  console.log("");
  const ends = await Promise.all(
    scenarios.map(async (scenario) => ({
      scenario,
      request: await runScenario(client, { kind: demo.kind, scenario, people, tell: console.log }),
    })),
  );
  console.log("");
  const asExpected = ends.map(({ scenario, request }) => {
    const run = request.run?.status ?? "none";
    const right = request.status === scenario.ends.request && run === scenario.ends.run;
    const mark = right ? styleText("green", "✓") : styleText("red", "✗");
    console.log(`${mark} ${scenario.label.padEnd(10)} request ${request.status}, run ${run}   ${request.id}`);
    return right;
  });
  console.log(`\nThe mails: ${ready.mailboxUrl}   what was really done: ${ready.demo.sandboxUrl}`);
  console.log(`Other demos:  npm run demo -- <kind>   (${demos.map(({ kind }) => kind).join(", ")})`);
  console.log("The audit log of all this:  npm run audit:verify");
  return asExpected.every(Boolean);
};

try {
  process.exitCode = (await main(process.argv[2])) ? 0 : 1;
} catch (error) {
  console.error(`The demo stopped: ${(error as Error).message}`);
  process.exitCode = 1;
}
