import { Agent, request } from "node:http";
import {
  InvokeCommand,
  LambdaClient,
  SendDurableExecutionCallbackSuccessCommand,
} from "@aws-sdk/client-lambda";

/** The two calls of a round trip, each answered with the response's body. */
export type Caller = {
  /** Starts an execution and waits for its end. */
  readonly invoke: (name: string, payload: string) => Promise<string>;
  readonly succeed: (callbackId: string, result: string) => Promise<void>;
  readonly close: () => void;
};

const functionName = "roundTrip";
const qualifier = "live";
const socketsMax = 512;
/** Shorter than the service keeps an idle connection: a request on one that is just being closed is lost. */
const idleMs = 30_000;

/** As applications call Lambda. */
export const createAwsCaller = (endpoint: string): Caller => {
  const client = new LambdaClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "bench", secretAccessKey: "bench" },
    requestHandler: { httpAgent: { maxSockets: socketsMax, keepAlive: true } },
  });
  return {
    invoke: async (name, payload) => {
      const { Payload, FunctionError } = await client.send(
        new InvokeCommand({
          FunctionName: functionName,
          Qualifier: qualifier,
          DurableExecutionName: name,
          Payload: payload,
        }),
      );
      const text = Buffer.from(Payload ?? []).toString();
      if (FunctionError !== undefined) throw new Error(text);
      return text;
    },
    succeed: async (callbackId, result) => {
      await client.send(
        new SendDurableExecutionCallbackSuccessCommand({
          CallbackId: callbackId,
          Result: Buffer.from(result),
        }),
      );
    },
    close: () => client.destroy(),
  };
};

/**
 * The same requests without AWS's client, which computes longer for one request than the service may take for it: this
 * shows the service rather than the client.
 */
export const createHttpCaller = (endpoint: string): Caller => {
  const agent = new Agent({ keepAlive: true, maxSockets: socketsMax, timeout: idleMs });
  const post = (path: string, headers: Readonly<Record<string, string>>, body: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const outgoing = request(`${endpoint}${path}`, { method: "POST", agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.once("error", reject);
        response.once("end", () => {
          const text = Buffer.concat(chunks).toString();
          const isRefused = (response.statusCode ?? 500) >= 300;
          if (isRefused || "x-amz-function-error" in response.headers) reject(new Error(text));
          else resolve(text);
        });
      });
      outgoing.once("error", reject);
      outgoing.end(body);
    });
  return {
    invoke: (name, payload) =>
      post(
        `/2015-03-31/functions/${functionName}/invocations?Qualifier=${qualifier}`,
        { "x-amz-durable-execution-name": name },
        payload,
      ),
    succeed: async (callbackId, result) => {
      const id = encodeURIComponent(callbackId);
      await post(`/2025-12-01/durable-execution-callbacks/${id}/succeed`, {}, result);
    },
    close: () => agent.destroy(),
  };
};
