import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "undici";
import { type FuzzTargets, operations, type Random } from "./fuzz-requests.ts";

/** What the Lambda API's model knows, the gateway's own names included. */
const modelled = new Set([
  "CallbackTimeoutException",
  "DurableExecutionAlreadyStartedException",
  "InvalidParameterValueException",
  "InvalidRequestContentException",
  "RequestTooLargeException",
  "ResourceNotFoundException",
  "TooManyRequestsException",
  "UnknownOperationException",
  "ValidationException",
]);

const deadlineMs = 10_000;
const inFlight = 32;

export type FuzzTrial = {
  readonly url: string;
  readonly operation: string;
  readonly requests: number;
  readonly random: Random;
  /** Asked anew from time to time: requests use targets up. */
  readonly targets: () => Promise<FuzzTargets>;
};

export type Fuzzed = { readonly statuses: ReadonlyMap<number, number>; readonly problems: readonly string[] };

const targetsKept = 500;

/** Sends random requests of one operation and tells what was answered, and what no client should ever see. */
export const fuzz = async ({ url, operation, requests, random, targets }: FuzzTrial): Promise<Fuzzed> => {
  const make = operations[operation];
  if (make === undefined) throw new Error(`There is no operation ${operation}.`);
  const statuses = new Map<number, number>();
  const problems: string[] = [];
  const client = new Client(url, { pipelining: 1 });
  const clients = [client, ...Array.from({ length: inFlight - 1 }, () => new Client(url))];
  let known = await targets();
  let sent = 0;

  const send = async (one: Client): Promise<void> => {
    const request = make(random, known);
    let told = `${request.method} ${request.path.slice(0, 300)} ${String(request.body ?? "").slice(0, 300)}`;
    try {
      const answer = await Promise.race([
        one.request({
          method: request.method,
          path: request.path,
          body: request.body ?? null,
          headers: { ...request.headers },
        }),
        sleep(deadlineMs, undefined, { ref: false }),
      ]);
      if (answer === undefined) {
        problems.push(`no answer: ${told}`);
        return;
      }
      told = `${answer.statusCode} ${(await answer.body.text()).slice(0, 200)}: ${told}`;
      statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
      const name = String(answer.headers["x-amzn-errortype"]);
      const isFine = answer.statusCode < 400 || (answer.statusCode < 500 && modelled.has(name));
      if (!isFine) problems.push(told);
    } catch (error) {
      // What the client itself refuses to send has not been sent.
      if ((error as { code?: string }).code === "UND_ERR_INVALID_ARG") return;
      problems.push(`${String(error)}: ${told}`);
    }
  };

  await Promise.all(
    clients.map(async (one) => {
      while (sent < requests && problems.length < 5) {
        sent += 1;
        if (sent % targetsKept === 0) known = await targets();
        await send(one);
      }
    }),
  );
  await Promise.all(clients.map((one) => one.close()));
  return { statuses, problems };
};
