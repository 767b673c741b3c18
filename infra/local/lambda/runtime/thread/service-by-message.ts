import { type Fault, FaultError } from "../../protocol/fault.ts";
import type { FromThread, Operation } from "../messages.ts";
import type { RuntimeService } from "../runtime.ts";

type Waiting = { readonly resolve: (response: object) => void; readonly reject: (error: Error) => void };

/** The service as a thread sees it: a request is a message, and so is its answer. */
export const createServiceByMessage = (post: (message: FromThread) => void) => {
  const waiting = new Map<number, Waiting>();
  let id = 0;

  const request = (operation: Operation, content: object): Promise<object> => {
    const { promise, resolve, reject } = Promise.withResolvers<object>();
    id += 1;
    waiting.set(id, { resolve, reject });
    post({ kind: "request", id, operation, requestText: JSON.stringify(content) });
    return promise;
  };

  const take = (answered: number): Waiting | undefined => {
    const found = waiting.get(answered);
    waiting.delete(answered);
    return found;
  };

  const service: RuntimeService = {
    checkpoint: (content) => request("checkpoint", content),
    getState: (content) => request("getState", content),
  };
  return {
    service,
    accept: (answered: number, responseText: string) =>
      take(answered)?.resolve(JSON.parse(responseText) as object),
    refuse: (answered: number, fault: Fault) => take(answered)?.reject(new FaultError(fault)),
  };
};
