import { type Fault, FaultError } from "../protocol/fault.ts";
import type { Reply } from "./http-types.ts";

export const json = (status: number, body: object): Reply => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

/** The error's name travels in a header; a client that does not find it there calls the error "Unknown". */
export const faultReply = ({ name, status, message }: Fault): Reply => ({
  status,
  headers: { "content-type": "application/json", "x-amzn-errortype": name },
  body: JSON.stringify({ Type: status < 500 ? "User" : "Service", message }),
});

/** Takes the answer of an applied command, or raises its fault. */
export const accept = <Response>(
  applied: { readonly ok: true; readonly response: Response } | { readonly ok: false; readonly fault: Fault },
): Response => {
  if (applied.ok) return applied.response;
  throw new FaultError(applied.fault);
};
