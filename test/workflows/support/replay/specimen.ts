import { type DurableContext, withDurableExecution } from "@aws/durable-execution-sdk-js";
import type { Runtime } from "../../../../services/context.ts";
import type { MakeHandler } from "../backends/backend.ts";
import { openAwsRunner } from "../backends/aws-runner.ts";
import { type Golden, goldenOf } from "../golden.ts";
import type { CreateHandler } from "../creator-of.ts";

type Activity = () => Promise<unknown>;
/** What a workflow does, in order. */
export type Script = (context: DurableContext, activity: Activity) => Promise<unknown>;

const functionName = "specimen";

/** A kind that is nothing but a script. Its activities send a mail, so that it shows when they are carried out. */
export const specimenOf =
  (script: Script): CreateHandler =>
  (runtime, client) =>
    withDurableExecution(
      (_event: unknown, context) => script(context, () => runtime.ports.mails.send({} as never)),
      { durableExecutionClient: client },
    );

const willing = {
  ports: { mails: { send: () => Promise.resolve({ messageId: "message-1" }) } },
} as unknown as Runtime;

/** Runs a script on AWS's runner, rings whenever it waits, and answers its golden history. */
export const recordScript = async (script: Script, rings: number): Promise<Golden> => {
  const make: MakeHandler = (client) => specimenOf(script)(willing, client);
  const runner = await openAwsRunner({ [functionName]: make });
  try {
    const executionName = "recorded";
    await runner.ports.workflows.start({ functionName, executionName, payload: "{}" });
    for (let ring = 1; ring <= rings; ring += 1) {
      await runner.idle();
      await runner.ringAll();
    }
    const ended = await runner.ended(executionName);
    return goldenOf({ kind: functionName, scenario: "as it was", isGoodWay: false, ended });
  } finally {
    await runner.close();
  }
};
