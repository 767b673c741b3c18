import type { DurableContext } from "@aws/durable-execution-sdk-js";
import { beforeAll, expect, test } from "vitest";
import type { Golden } from "./support/golden.ts";
import { replayGolden } from "./support/replay/replay.ts";
import { recordScript, type Script, specimenOf } from "./support/replay/specimen.ts";

type Part = (context: DurableContext, activity: () => Promise<unknown>) => Promise<unknown>;

const step =
  (name: string): Part =>
  (context, activity) =>
    context.step(name, activity);
const waitFor =
  (name: string): Part =>
  (context, activity) =>
    context.waitForCallback(name, async () => void (await activity()), { timeout: { hours: 1 } });
const beside =
  (name: string, branches: readonly (readonly Part[])[]): Part =>
  async (context, activity) => {
    const parts = branches.map((branch, index) => ({
      name: `branch-${index + 1}`,
      func: (child: DurableContext) => inOrder(branch)(child, activity),
    }));
    (await context.parallel(name, parts)).throwIfError();
  };
const inOrder =
  (parts: readonly Part[]): Part =>
  async (context, activity) => {
    for (const part of parts) {
      await part(context, activity);
    }
  };
const script =
  (parts: readonly Part[], outcome = "carried_out"): Script =>
  async (context, activity) => {
    await inOrder(parts)(context, activity);
    return { outcome };
  };

const route = step("route");
const approval = [waitFor("position-1"), step("settle-position-1")];
const stock = [waitFor("reserve-stock"), step("settle-reserve-stock")];
const branches = beside("accounts", [[waitFor("mail"), step("settle-mail")], [step("badge")]]);
const finish = step("finish");
const asItWas = [route, ...approval, ...stock, branches, finish];

let golden: Golden;
beforeAll(async () => {
  golden = await recordScript(script(asItWas), 3);
});

const broken = (parts: readonly Part[], outcome?: string): Promise<readonly string[]> =>
  replayGolden(golden, specimenOf(script(parts, outcome)));

test("a workflow that has not changed goes on from wherever it rested", async () => {
  expect(golden.invocations).toHaveLength(4);
  expect(await broken(asItWas)).toEqual([]);
});

test("a step that was put in is told with its place, what was recorded, and what to do", async () => {
  const [message] = await broken([
    route,
    ...approval,
    waitFor("reserve-stock"),
    step("check-fraud"),
    step("settle-reserve-stock"),
    branches,
    finish,
  ]);
  expect(message).toBe(
    [
      'Running executions of kind "specimen" would break at operation 9.',
      '  recorded: STEP Step "settle-reserve-stock"',
      '  now:      STEP Step "check-fraud"',
      '  (scenario "as it was", in invocation 3 of 4)',
      "What to do: raise the version in the kind's contract, so that runs under way finish on the code that they began",
      "with, and record new golden histories:",
      "UPDATE_GOLDEN=1 npx vitest run --config test/vitest.config.ts test/workflows/specimen",
    ].join("\n"),
  );
});

const changes: readonly {
  readonly change: string;
  readonly parts: readonly Part[];
  readonly outcome?: string;
  readonly says: readonly string[];
}[] = [
  {
    change: "a step has another name",
    parts: [step("plan"), ...asItWas.slice(1)],
    says: ["break at operation 1", 'recorded: STEP Step "route"', 'now:      one with name "plan"'],
  },
  {
    change: "a wait is left out",
    parts: [route, step("settle-position-1"), ...stock, branches, finish],
    says: [
      "break at operation 2",
      'CONTEXT WaitForCallback "position-1"',
      'now:      STEP Step "settle-position-1"',
    ],
  },
  {
    change: "the last step is left out, which the SDK would not notice",
    parts: asItWas.slice(0, -1),
    says: ['recorded: STEP Step "finish"', 'now:      the end: SUCCEEDED {"outcome":"carried_out"}'],
  },
  {
    change: "a step is added at the end",
    parts: [...asItWas, step("archive")],
    says: ['recorded: the end: SUCCEEDED {"outcome":"carried_out"}', 'now:      STEP Step "archive"'],
  },
  {
    change: "it answers something else",
    parts: asItWas,
    outcome: "done",
    says: ['recorded: the end: SUCCEEDED {"outcome":"carried_out"}', 'the end: SUCCEEDED {"outcome":"done"}'],
  },
  {
    change: "a branch is changed while another one has ended",
    parts: [
      ...asItWas.slice(0, -2),
      beside("accounts", [[waitFor("mail"), step("greet")], [step("badge")]]),
      finish,
    ],
    says: ['recorded: STEP Step "settle-mail"', 'now:      STEP Step "greet"'],
  },
  {
    change: "a wait becomes another wait",
    parts: [route, ...approval, waitFor("order-stock"), step("settle-reserve-stock"), branches, finish],
    says: [
      'recorded: CONTEXT WaitForCallback "reserve-stock"',
      'now:      CONTEXT WaitForCallback "order-stock"',
    ],
  },
  {
    change: "what was carried out is carried out again outside of a step",
    parts: [...asItWas.slice(0, 3), async (_context, activity) => void activity(), ...asItWas.slice(3)],
    says: ["recorded activities are carried out again (ports.mails.send)"],
  },
];

test.each(changes)("it is found when $change", async ({ parts, outcome, says }) => {
  const messages = (await broken(parts, outcome)).join("\n");
  for (const text of says) {
    expect(messages).toContain(text);
  }
});
