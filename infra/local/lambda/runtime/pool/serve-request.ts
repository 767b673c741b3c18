import { FaultError, serviceFault } from "../../protocol/fault.ts";
import type { FromThread, ToThread } from "../messages.ts";
import type { RuntimeService } from "../runtime.ts";

type Request = Extract<FromThread, { readonly kind: "request" }>;

/** Does what a thread asks of the service, and words the answer as the HTTP face does. */
export const serveRequest = async (
  service: RuntimeService,
  { id, operation, requestText }: Request,
  onError: (error: unknown) => void,
): Promise<ToThread> => {
  try {
    const response = await service[operation](JSON.parse(requestText) as never);
    return { kind: "response", id, responseText: JSON.stringify(response) };
  } catch (error) {
    if (!(error instanceof FaultError)) onError(error);
    return { kind: "refusal", id, fault: error instanceof FaultError ? error.fault : serviceFault };
  }
};
