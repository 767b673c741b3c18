import { GetDurableExecutionHistoryCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decideThroughPages } from "../../infra/local/demo/browser.ts";
import { call } from "../support/client.ts";
import { type Company, createCompany } from "../support/company.ts";
import { eventually, openOneSeat } from "../support/one-order.ts";
import { createSystem, type SystemProcess } from "../support/system.ts";

let system: SystemProcess;
let company: Company;
beforeAll(async () => {
  system = await createSystem();
  company = await createCompany(await system.start());
});
afterAll(() => system.dispose());

type Run = { readonly status: string; readonly executionArn: string };

const endedRun = (requestId: string): Promise<Run> =>
  eventually("the end of the run", async () => {
    const url = `${system.ready().baseUrl}/v1/approval-requests/${requestId}`;
    const { body } = await call<{ run: Run }>(url, { bearer: company.key });
    return body.run.status === "completed" && body.run.executionArn !== null ? body.run : null;
  });

/** The operations of an execution in the order they began, as AWS meters them: those with a type, each once. */
const operationsOf = async (executionArn: string): Promise<string[]> => {
  const client = new LambdaClient({
    region: "eu-central-1",
    endpoint: system.ready().lambdaUrl,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  const { Events = [] } = await client.send(
    new GetDurableExecutionHistoryCommand({
      DurableExecutionArn: executionArn,
      MaxItems: 1000,
      IncludeExecutionData: false,
    }),
  );
  return Events.filter(({ EventType = "" }) => /^(Step|Context|Callback|Wait)Started$/.test(EventType)).map(
    ({ EventType = "", Name, SubType }) => `${EventType.replace("Started", "")} ${Name ?? SubType}`,
  );
};

const waits = (name: string): string[] => [
  `Context ${name}`,
  "Callback Callback",
  `Step Step`,
  `Step settle-${name}`,
];

test("an order with one approver costs its start and twenty-two operations, in this order", async () => {
  const seat = await openOneSeat(system.ready(), company, "NW-COUNTED");
  await decideThroughPages(seat.link, { outcome: "approve", comment: "" });
  const { executionArn } = await endedRun(seat.requestId);
  expect(await operationsOf(executionArn)).toEqual([
    "Step route",
    ...waits("position-1"),
    ...waits("reserve-stock"),
    ...waits("authorize-payment"),
    ...waits("capture-payment"),
    ...waits("create-shipment"),
    "Step finish",
  ]);
});
