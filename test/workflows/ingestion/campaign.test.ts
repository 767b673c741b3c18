import { afterAll, beforeAll, expect, test } from "vitest";
import { createRequest, getRequest } from "../../../services/requests/index.ts";
import { fromS3Event } from "../../../workflows/ingestion/s3-event.ts";
import { orderLines, orderLinesDataset, upload, withBadRows } from "../../support/order-lines.ts";
import { verifyAudit } from "../../support/audit.ts";
import { openLocalLambda } from "../support/backends/local-lambda.ts";
import { openWorld, type Scene, type World } from "../support/world.ts";
import { ingestion } from "./scenarios.ts";
import { readWarehouse } from "./warehouse.ts";

const filesCount = 12;
const failProbability = 0.1;
const timeoutProbability = 0.02;

let world: World;
beforeAll(async () => {
  world = await openWorld(ingestion, openLocalLambda);
});
afterAll(() => world.close());

/** Lands a file in the sandbox's bucket and asks for its load, as a client app does that hears of it from S3. */
const land = async ({ ctx, people }: Scene, key: string, csv: string, name: string): Promise<string> => {
  const event = await upload(new URL(world.sandbox.tasksUrl).origin, key, csv);
  const [request] = fromS3Event(event, { ...orderLinesDataset, name });
  if (request === undefined) throw new Error("the upload was no event");
  const { id } = await createRequest(ctx, { ...request, requester: { memberId: people.requester } });
  // S3 tells it at least once.
  await expect(
    createRequest(ctx, { ...request, requester: { memberId: people.requester } }),
  ).rejects.toMatchObject({ code: expect.stringMatching(/^(approval_request\.duplicate|body\.invalid)$/) });
  return id;
};

test("files are loaded once and whole while their systems fail one call in ten and hang on one in fifty", async () => {
  const scene = await world.begin({
    name: "the first",
    sandbox: [
      { type: "*", behavior: "timeout", probability: timeoutProbability },
      { type: "*", behavior: "fail", probability: failProbability, afterEffect: true },
    ],
    happens: [],
    ends: { request: "approved", run: "completed", ledger: [] },
  });
  const files = Array.from({ length: filesCount }, (_file, index) => ({
    key: `campaign/${index}.csv`,
    name: `campaign_${index}`,
    csv: index % 3 === 0 ? withBadRows(2) : orderLines,
    rows: index % 3 === 0 ? 398 : 400,
  }));
  const ids = await Promise.all(files.map(({ key, csv, name }) => land(scene, key, csv, name)));
  await world.settled();
  for (const [index, id] of ids.entries()) {
    const { status, run } = await getRequest(scene.ctx, id as Scene["requestId"]);
    expect([status, run?.status]).toEqual(["approved", "completed"]);
    const types = (await world.sandbox.ledger(id)).map(({ type }) => type);
    expect(types.filter((type) => type === "warehouse.load")).toHaveLength(1);
    expect(new Set(types).size).toBe(types.length);
    const { rows, lineage } = await readWarehouse(scene, files[index]?.name);
    expect(rows).toBe(files[index]?.rows);
    expect(lineage.every((line) => line.startsWith("live") && line.endsWith("published"))).toBe(true);
  }
  const own = (await verifyAudit(world.databaseUrl)).filter(({ tenantId }) =>
    scene.ctx.tenantId.endsWith(tenantId),
  );
  expect(own).toMatchObject([{ fault: null }]);
}, 240_000);
