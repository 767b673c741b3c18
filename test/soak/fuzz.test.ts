import { afterAll, beforeAll, expect, test } from "vitest";
import { fuzz } from "../local/lambda/support/fuzz.ts";
import { operations } from "../local/lambda/support/fuzz-requests.ts";
import { openFuzzService } from "../local/lambda/support/fuzz-service.ts";
import { seededRandom } from "../support/random.ts";

const requests = 50_000;

let opened: Awaited<ReturnType<typeof openFuzzService>>;
beforeAll(async () => {
  opened = await openFuzzService();
});
afterAll(() => opened.service.close());

test.each(Object.keys(operations))(
  "50,000 random requests of %s find no fault of the service",
  async (operation) => {
    const { service, targets } = opened;
    const began = performance.now();
    const { statuses, problems } = await fuzz({
      url: service.url,
      operation,
      requests,
      random: seededRandom(),
      targets,
    });
    const seconds = ((performance.now() - began) / 1_000).toFixed(0);
    console.log(`${operation}: ${seconds} s, ${JSON.stringify(Object.fromEntries(statuses))}`);
    expect(problems).toEqual([]);
    expect(service.troubles).toEqual([]);
  },
);
