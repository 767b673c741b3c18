import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { startLambda } from "../../../../infra/local/lambda/index.ts";
import { wrapFor } from "./wrap.ts";

// A service of its own process, to be killed at any moment: node crash-service.ts <database url> <port>
const [databaseUrl = "", port = ""] = process.argv.slice(2);
const sql = postgres(databaseUrl, { max: 4 });
const durable = wrapFor(() => `http://127.0.0.1:${port}`);

/** Leaves a trace of each run of a step and returns the id of this very run. */
const act = async (run: number, step: string): Promise<string> => {
  const attempt = randomUUID();
  await sql`insert into effects (run, step, attempt) values (${run}, ${step}, ${attempt})`;
  return attempt;
};

const flow = durable(async ({ run }: { run: number }, context) => {
  const first = await context.step("first", async () => act(run, "first"));
  const answer = await context.waitForCallback(
    "approval",
    async (id) => {
      await sql`insert into callbacks (id, run) values (${id}, ${run}) on conflict do nothing`;
    },
    { timeout: { hours: 1 } },
  );
  await context.wait("pause", { seconds: 1 });
  const inner = await context.runInChildContext("inner", async (child) => {
    const one = await child.step("inner-one", async () => act(run, "inner-one"));
    const two = await child.step("inner-two", async () => act(run, "inner-two"));
    return [one, two];
  });
  const last = await context.step("last", async () => act(run, "last"));
  return { answer, attempts: [first, ...inner, last] };
});

/** Waits for its callback and nothing else. */
const park = durable(async ({ run }: { run: number }, context) =>
  context.waitForCallback("approval", async (id) => {
    await sql`insert into callbacks (id, run) values (${id}, ${run}) on conflict do nothing`;
  }),
);

const lambda = await startLambda({
  databaseUrl,
  functions: { flow: { handler: flow }, park: { handler: park } },
  port: Number(port),
  report: (message) => console.error(message),
});
console.log(`ready ${lambda.url}`);
