import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type {
  CheckpointDurableExecutionResponse,
  DurableExecutionClient,
  GetDurableExecutionStateResponse,
} from "@aws/durable-execution-sdk-js";
import { type Fault, FaultError, serviceFault } from "../protocol/fault.ts";
import { requestAttemptsMax, requestPauseMs } from "./limits.ts";
import type { RuntimeService } from "./runtime.ts";

/**
 * A client for `withDurableExecution` that reaches the service without HTTP. A refusal looks like the
 * one that AWS's client makes of an HTTP answer, and what the service failed to serve is asked again as by that client.
 */
export const createDirectClient = (service: RuntimeService): DurableExecutionClient => ({
  checkpoint: async (request) => {
    const ClientToken = request.ClientToken ?? randomUUID();
    const response = await persist(() => service.checkpoint({ ...request, ClientToken }));
    return response as CheckpointDurableExecutionResponse;
  },
  getExecutionState: async (request) => {
    const response = await persist(() => service.getState(request));
    return response as GetDurableExecutionStateResponse;
  },
});

const persist = async (request: () => Promise<object>): Promise<object> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request();
    } catch (error) {
      const fault = error instanceof FaultError ? error.fault : serviceFault;
      if (attempt >= requestAttemptsMax || !isWorthAsking(fault)) throw new LambdaError(fault, attempt);
      await sleep(requestPauseMs * 2 ** (attempt - 1) * Math.random());
    }
  }
};

const isWorthAsking = ({ status }: Fault): boolean => status === 429 || status >= 500;

/** Has the members by which the SDK, and clients around it, tell one error of AWS's client from another. */
class LambdaError extends Error {
  readonly $fault: "client" | "server";
  readonly $service = "Lambda";
  readonly $metadata: { readonly httpStatusCode: number; readonly attempts: number };

  constructor({ name, status, message }: Fault, attempts: number) {
    super(message);
    this.name = name;
    this.$fault = status < 500 ? "client" : "server";
    this.$metadata = { httpStatusCode: status, attempts };
  }
}
