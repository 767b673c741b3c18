import { afterAll, beforeAll, expect, test } from "vitest";
import { openApi, type TestApi } from "../support/api.ts";
import { raceToDeadlines } from "../support/deadline-race.ts";

const requestCount = 2_000;

let api: TestApi;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

test("2,000 requests decided and withdrawn within 20 ms of their deadline end one way each", async () => {
  const counts = await raceToDeadlines(api, requestCount);
  console.info(counts);
  expect(Object.keys(counts).toSorted()).toEqual(["approved", "expired", "rejected", "withdrawn"]);
});
