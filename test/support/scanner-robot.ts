import { Agent, fetch } from "undici";

/** What a mail scanner does with a form: sends it as it stands, or fills in whatever it can. */
export type Manner = "untouched" | "filled";

type Errand = { readonly url: string; readonly form?: URLSearchParams };

const pagesMax = 12;
const timeoutMilliseconds = 30_000;
const agents = new Map<string, Agent>();

const agentFrom = (localAddress: string): Agent => {
  const agent = agents.get(localAddress) ?? new Agent({ connect: { localAddress } });
  agents.set(localAddress, agent);
  return agent;
};

const unescape = (text: string): string =>
  text.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&lt;", "<").replaceAll("&amp;", "&");

const attributesOf = (tag: string): Map<string, string> =>
  new Map(
    [...tag.matchAll(/([a-z-]+)="([^"]*)"/gi)].map(([, name = "", value = ""]) => [name, unescape(value)]),
  );

const filledValue = (attributes: ReadonlyMap<string, string>): string | null => {
  switch (attributes.get("type")) {
    case "hidden":
      return attributes.get("value") ?? "";
    case "radio":
    case "checkbox":
      return attributes.get("value") ?? "on";
    default:
      return "test";
  }
};

/** The page's first form with its first button pressed. Of several radio buttons the first is picked. */
const firstForm = (url: string, html: string, manner: Manner): Errand | null => {
  const form = /<form\b([^>]*)>([\s\S]*?)<\/form>/.exec(html);
  if (form === null) {
    return null;
  }
  const [, head = "", body = ""] = form;
  const fields = new URLSearchParams();
  for (const [tag] of body.matchAll(/<(?:input|textarea|select)\b[^>]*>/g)) {
    const attributes = attributesOf(tag);
    const name = attributes.get("name") ?? "";
    const isHidden = attributes.get("type") === "hidden";
    const value = isHidden || manner === "filled" ? filledValue(attributes) : null;
    if (name !== "" && value !== null && !fields.has(name)) {
      fields.set(name, value);
    }
  }
  return { url: new URL(attributesOf(head).get("action") ?? "", url).toString(), form: fields };
};

const linksIn = (url: string, html: string): Errand[] =>
  [...html.matchAll(/\b(?:href|src)="([^"]*)"/g)].map(([, target = ""]) => ({
    url: new URL(unescape(target), url).toString(),
  }));

/**
 * Scans a mailed link as filters do: a HEAD, then every link of every page and the first form of each, with the
 * cookies it is given. Answers the pages it saw. There is no script on them to be run.
 */
export const scan = async (
  link: string,
  { from, manner }: { readonly from: string; readonly manner: Manner },
): Promise<readonly string[]> => {
  const common = { dispatcher: agentFrom(from), redirect: "manual" } as const;
  const seen = new Set<string>();
  const pages: string[] = [];
  let cookie = "";
  await fetch(link, { ...common, method: "HEAD" });
  const errands: Errand[] = [{ url: link }];
  while (errands.length > 0 && pages.length < pagesMax) {
    const { url, form } = errands.shift() as Errand;
    if (form === undefined && seen.has(url)) {
      continue;
    }
    seen.add(url);
    const answer = await fetch(url, {
      ...common,
      method: form === undefined ? "GET" : "POST",
      headers: {
        "user-agent": "mail-scanner",
        origin: new URL(url).origin,
        ...(cookie === "" ? {} : { cookie }),
      },
      ...(form === undefined ? {} : { body: form }),
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
    const location = answer.headers.get("location");
    const html = await answer.text();
    pages.push(html);
    const next = firstForm(url, html, manner);
    errands.push(
      ...(location === null ? [] : [{ url: new URL(location, url).toString() }]),
      ...(next === null ? [] : [next]),
      ...linksIn(url, html),
    );
  }
  return pages;
};
