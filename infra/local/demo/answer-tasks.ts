import type { DemoClient } from "./client.ts";
import type { Scenario } from "./kinds/model.ts";

type OpenTask = {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly performedBy: "integration" | "person";
};

/**
 * Plays the people who are asked for a task, and the systems that finish later what they accepted. Answers how many
 * tasks it has answered.
 */
export const answerTasks = async (
  client: DemoClient,
  requestId: string,
  { byHand = {}, later = {} }: Scenario,
): Promise<number> => {
  const { data } = await client.api.get<{ data: readonly OpenTask[] }>(
    `/v1/service-tasks?requestId=${requestId}&limit=200`,
  );
  const open = data.filter(({ status }) => status === "pending" || status === "accepted");
  let answered = 0;
  for (const { id, type, status, performedBy } of open) {
    if (performedBy === "person") {
      await client.api.post(`/v1/service-tasks/${id}/answer`, byHand[type] ?? { answer: "done" });
      answered += 1;
    } else if (status === "accepted") {
      await client.api.post(`/v1/service-tasks/${id}/complete`, { result: later[type] ?? {} });
      answered += 1;
    }
  }
  return answered;
};
