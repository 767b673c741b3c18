import { setTimeout as sleep } from "node:timers/promises";

export type Answer<Body> = { readonly status: number; readonly body: Body; readonly headers: Headers };

const timeoutMilliseconds = 30_000;
const patienceMilliseconds = 60_000;
const betweenTriesMilliseconds = 200;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

/** A JSON call that answers whatever came back; throws only when nothing did. */
export const call = async <Body = never>(
  url: string,
  options: {
    readonly method?: string;
    readonly bearer?: string;
    readonly body?: unknown;
    readonly headers?: Record<string, string>;
    readonly timeout?: number;
  } = {},
): Promise<Answer<Body>> => {
  const { method = "GET", bearer, body, headers, timeout = timeoutMilliseconds } = options;
  const answer = await fetch(url, {
    method,
    headers: {
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    signal: AbortSignal.timeout(timeout),
  });
  return { status: answer.status, body: parse(await answer.text()) as Body, headers: answer.headers };
};

/** Repeats a call while the system is away or says 503, as a careful client does. */
export const persist = async <Body>(attempt: () => Promise<Answer<Body>>): Promise<Answer<Body>> => {
  const deadline = performance.now() + patienceMilliseconds;
  for (;;) {
    const answer = await attempt().catch((error: unknown) => {
      if (performance.now() > deadline) {
        throw error;
      }
      return null;
    });
    if (answer !== null && answer.status < 500) {
      return answer;
    }
    if (performance.now() > deadline) {
      throw new Error(`no answer but ${answer?.status} within ${patienceMilliseconds} ms`);
    }
    await sleep(betweenTriesMilliseconds);
  }
};
