const timeoutMilliseconds = 15_000;

/** An answer that is no success, with what the server said about it. */
export class HttpFailure extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(request: string, status: number, body: unknown) {
    const { detail, title } = (body ?? {}) as { detail?: string; title?: string };
    super(`${request} was answered ${status}: ${detail ?? title ?? JSON.stringify(body)}`);
    this.name = "HttpFailure";
    this.status = status;
    this.body = body;
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

/** A client of a JSON API, as the demo and the start use it; throws `HttpFailure` for anything but a success. */
export const connected = (baseUrl: string, bearer: string | null) => {
  const call = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const answer = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    const parsed = parse(await answer.text());
    if (!answer.ok) {
      throw new HttpFailure(`${method} ${path}`, answer.status, parsed);
    }
    return parsed as Answer;
  };
  return {
    get: <Answer>(path: string) => call<Answer>("GET", path),
    post: <Answer>(path: string, body: unknown) => call<Answer>("POST", path, body),
    put: <Answer>(path: string, body: unknown) => call<Answer>("PUT", path, body),
    patch: <Answer>(path: string, body: unknown) => call<Answer>("PATCH", path, body),
    delete: (path: string) => call<unknown>("DELETE", path),
  };
};
