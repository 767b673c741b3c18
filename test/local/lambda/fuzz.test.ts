import { afterAll, beforeAll, expect, test } from "vitest";
import { seededRandom } from "../../support/random.ts";
import { fuzz } from "./support/fuzz.ts";
import { operations } from "./support/fuzz-requests.ts";
import { openFuzzService } from "./support/fuzz-service.ts";

const requests = 1_000;

let opened: Awaited<ReturnType<typeof openFuzzService>>;
beforeAll(async () => {
  opened = await openFuzzService();
});
afterAll(() => opened.service.close());

test.each(Object.keys(operations))(
  "random requests of %s are answered, and never as a fault of the service",
  async (operation) => {
    const { service, targets } = opened;
    const { statuses, problems } = await fuzz({
      url: service.url,
      operation,
      requests,
      random: seededRandom(),
      targets,
    });
    expect(problems).toEqual([]);
    expect(service.troubles).toEqual([]);
    // The requests reach what lies behind the first check.
    expect([...statuses.keys()].some((status) => status < 300)).toBe(true);
  },
);
