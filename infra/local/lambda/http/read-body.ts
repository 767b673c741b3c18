import type { IncomingMessage } from "node:http";
import { FaultError, fault, tooLarge } from "../protocol/fault.ts";
import { requestBodyBytesMax } from "../protocol/limits.ts";

/** Reads a request's body whole. What exceeds the limit is read and thrown away, so that the caller gets the answer. */
export const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.byteLength;
      if (bytes <= requestBodyBytesMax) chunks.push(chunk);
      else if (bytes > drainedBytesMax) break;
    }
  } catch {
    throw new FaultError(fault("InvalidRequestContentException", 400, "The request ended early."));
  }
  if (bytes > requestBodyBytesMax) {
    throw new FaultError(tooLarge(`Request must be smaller than ${requestBodyBytesMax} bytes.`));
  }
  return Buffer.concat(chunks, bytes);
};

const drainedBytesMax = 4 * requestBodyBytesMax;
