import { afterAll, beforeAll, expect, test } from "vitest";
import { openApi, type TestApi } from "../../support/api.ts";
import { raceToDeadlines } from "../../support/deadline-race.ts";

/** At full size in test/soak. */
const requestCount = 160;

let api: TestApi;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

test("of decisions and withdrawals within 20 ms of the deadline each request ends one way, told alike everywhere", async () => {
  const counts = await raceToDeadlines(api, requestCount);
  console.info(counts);
  expect(Object.keys(counts).toSorted()).toEqual(["approved", "expired", "rejected", "withdrawn"]);
});
