import type { DemoClient } from "./client.ts";
import type { Scenario } from "./kinds/model.ts";

type OpenTask = {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly performedBy: "integration" | "person" | "agent";
};

type ActionToken = {
  readonly token: string;
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
};

/** Plays the agent: gets its token, and redeems it for exactly what was approved. */
const act = async (client: DemoClient, requestId: string): Promise<void> => {
  const issued = await client.api.post<ActionToken>(`/v1/approval-requests/${requestId}/action-token`, {});
  const { token, tool, arguments: named } = issued;
  await client.api.post("/v1/action-tokens/redeem", { token, tool, arguments: named });
};

/**
 * Plays the people who are asked for a task, and the systems that finish later what they accepted. Answers how many
 * tasks it has answered.
 */
export const answerTasks = async (
  client: DemoClient,
  requestId: string,
  { byHand = {}, later = {}, agentActs = true }: Scenario,
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
    } else if (performedBy === "agent") {
      if (agentActs) {
        await act(client, requestId);
        answered += 1;
      }
    } else if (status === "accepted") {
      await client.api.post(`/v1/service-tasks/${id}/complete`, { result: later[type] ?? {} });
      answered += 1;
    }
  }
  return answered;
};
