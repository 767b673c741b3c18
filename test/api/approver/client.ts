import type { Hono } from "hono";
import type { Environment } from "../../../api/environment.ts";

const baseUrl = "https://approve.test";

export type Page = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly heading: string;
  /** Hidden fields of the page's form. */
  readonly fields: Record<string, string>;
};

export type Visitor = {
  readonly get: (path: string, method?: string) => Promise<Page>;
  readonly post: (
    path: string,
    fields: Record<string, string>,
    headers?: Record<string, string>,
  ) => Promise<Page>;
  readonly send: (path: string, init: RequestInit) => Promise<Page>;
};

const unescape = (text: string): string =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

const readPage = async (answer: Response): Promise<Page> => {
  const text = await answer.text();
  const hidden = [...text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  const heading = /<h1>([\s\S]*?)<\/h1>/.exec(text)?.[1] ?? "";
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    heading: unescape(heading.replaceAll(/<[^>]+>/g, "")).trim(),
    fields: Object.fromEntries(hidden.map(([, name = "", value = ""]) => [name, unescape(value)])),
  };
};

/** A browser with a jar of one cookie, as far as HTTP can tell. */
export const visit = (app: Hono<Environment>): Visitor => {
  let cookie = "";
  const send: Visitor["send"] = async (path, init) => {
    const headers = new Headers(init.headers);
    if (cookie !== "") {
      headers.set("cookie", cookie);
    }
    const answer = await app.request(`${baseUrl}${path}`, { ...init, headers });
    for (const line of answer.headers.getSetCookie()) {
      cookie = line.slice(0, line.indexOf(";"));
    }
    return readPage(answer);
  };
  return {
    send,
    get: (path, method = "GET") => send(path, { method }),
    post: (path, fields, headers = { "sec-fetch-site": "same-origin", origin: "null" }) =>
      send(path, { method: "POST", body: new URLSearchParams(fields), headers }),
  };
};
