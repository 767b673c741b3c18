import { toErrorObject, unhandledRejection } from "../error-objects.ts";
import type { FromThread } from "../messages.ts";
import type { ErrorObject } from "../../protocol/types.ts";
import { current } from "./current.ts";

/** Exit statuses of Lambda's Node runtime. */
const rejectionStatus = 128;
const exceptionStatus = 129;

/**
 * Tells the service which invocation ends this thread, or spoils it. An error that can be laid to no
 * invocation ends the thread, as it ends a process.
 */
export const watchExits = (
  post: (message: FromThread) => void,
  print: (title: string, error: unknown) => void,
): void => {
  const exit = process.exit.bind(process);

  const leave = (code?: number | string | null): never => {
    post({ kind: "exiting", requestId: current.getStore()?.requestId });
    return exit(code);
  };
  process.exit = leave;

  const kill = process.kill.bind(process);
  process.kill = (id, signal) => (id === process.pid && signal !== 0 ? leave(1) : kill(id, signal));

  const escape = (error: ErrorObject, status: number): void => {
    const requestId = current.getStore()?.requestId;
    if (requestId === undefined) leave(status);
    else post({ kind: "escaped", requestId, error });
  };

  process.on("uncaughtException", (error) => {
    print("Uncaught Exception", error);
    escape(toErrorObject(error), exceptionStatus);
  });
  process.on("unhandledRejection", (reason) => {
    print("Unhandled Promise Rejection", reason);
    escape(unhandledRejection(reason), rejectionStatus);
  });
};
