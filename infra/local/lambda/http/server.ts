import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { FaultError, fault, serviceFault } from "../protocol/fault.ts";
import { requestTargetCharactersMax } from "../protocol/limits.ts";
import type { Incoming, Reply, Service } from "./http-types.ts";
import { readBody } from "./read-body.ts";
import { faultReply } from "./reply.ts";
import { pageRoutes } from "../page/routes.ts";
import { routes } from "./routes.ts";

const allRoutes = [...routes, ...pageRoutes];

export type ServerParts = {
  readonly service: Service;
  /** Aborts when the service closes: requests that wait are then let go. */
  readonly closing: AbortSignal;
  readonly onError: (error: unknown) => void;
};

/** The HTTP face of the service. It does not listen yet. */
export const createLambdaServer = ({ service, closing, onError }: ServerParts): Server => {
  const server = createServer((request, response) => {
    void serve({ service, closing, onError }, request, response);
  });
  server.keepAliveTimeout = keepAliveMs;
  return server;
};

const keepAliveMs = 60_000;
/** Nobody reads it; without a reason of ours an exception with a stack is made for every caller. */
const callerGone = "The caller has gone.";

const serve = async (
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const signal = (): AbortSignal => {
    const gone = new AbortController();
    response.once("close", () => gone.abort(callerGone));
    return AbortSignal.any([gone.signal, parts.closing]);
  };
  try {
    send(response, parts.service.newId(), await route(parts.service, request, signal));
  } catch (error) {
    if (!(error instanceof FaultError)) parts.onError(error);
    const answer = error instanceof FaultError ? error.fault : serviceFault;
    send(response, parts.service.newId(), faultReply(answer));
  }
};

const route = async (
  service: Service,
  request: IncomingMessage,
  signal: Incoming["signal"],
): Promise<Reply> => {
  const target = request.url ?? "/";
  if (target.length > requestTargetCharactersMax) throw new FaultError(uriTooLong);
  const [path = "/", search = ""] = splitOnce(target, "?");
  if (isFromElsewhere(request)) throw new FaultError(foreignSite);
  const found = allRoutes.find(({ method, pattern }) => method === request.method && pattern.test(path));
  if (found === undefined) throw new FaultError(unknownOperation);
  const parameters = (found.pattern.exec(path) ?? []).slice(1).map(decode);
  const incoming: Incoming = {
    parameters,
    query: new URLSearchParams(search),
    header: (name) => asText(request.headers[name]),
    body: await readBody(request),
    signal,
  };
  return found.handle(service, incoming);
};

/** With its length said, an answer leaves in one write instead of three. */
const send = (response: ServerResponse, requestId: string, { status, headers, body = "" }: Reply): void => {
  if (response.destroyed) return;
  const length = status === noContent ? {} : { "content-length": Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length, "x-amzn-requestid": requestId });
  response.end(body);
};

const noContent = 204;

/**
 * Browsers say so when another site sends a request (Fetch Metadata Request Headers, W3C); programs say nothing. A
 * page that somebody looks at must not act on the services of their machine.
 */
const isFromElsewhere = ({ method, headers }: IncomingMessage): boolean => {
  if (method === "GET") return false;
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  const { origin, host } = headers;
  return origin !== undefined && origin !== `http://${host}`;
};

const foreignSite = fault(
  "AccessDeniedException",
  403,
  "Another site may not send requests to this service.",
);

const splitOnce = (text: string, separator: string): string[] => {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
};

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new FaultError(unknownOperation);
  }
};

const asText = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(",") : value;

const unknownOperation = fault("UnknownOperationException", 404, "There is no such operation.");

const uriTooLong = fault("ValidationException", 400, "The request's address is too long.");
