const timeoutMilliseconds = 15_000;

type FormPage = { readonly action: string; readonly fields: ReadonlyMap<string, string> };

const unescape = (text: string): string =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

const attribute = (tag: string, name: string): string | null => {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(tag);
  return found?.[1] === undefined ? null : unescape(found[1]);
};

/** The page's form as a browser would send it untouched: its action and its hidden fields. */
const readForm = (html: string): FormPage => {
  const form = /<form\b[^>]*>/.exec(html);
  if (form === null) {
    throw new Error("the page has no form");
  }
  const body = html.slice(form.index, html.indexOf("</form>", form.index));
  const fields = new Map<string, string>();
  for (const [tag] of body.matchAll(/<input\b[^>]*>/g)) {
    const name = attribute(tag, "name");
    if (name !== null && attribute(tag, "type") === "hidden") {
      fields.set(name, attribute(tag, "value") ?? "");
    }
  }
  return { action: attribute(form[0], "action") ?? "", fields };
};

const headingOf = (html: string): string =>
  unescape((/<h1\b[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? "").replaceAll(/<[^>]+>/g, "")).trim();

export type Page = { readonly status: number; readonly heading: string; readonly html: string };

/** A browser with a cookie jar of one cookie and no JavaScript. */
const createBrowser = (origin: string) => {
  let cookie = "";
  const visit = async (url: string, form?: ReadonlyMap<string, string>): Promise<Page> => {
    const answer = await fetch(url, {
      redirect: "manual",
      headers: { origin, ...(cookie === "" ? {} : { cookie }) },
      ...(form === undefined ? {} : { method: "POST", body: new URLSearchParams([...form]) }),
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    for (const line of answer.headers.getSetCookie()) {
      cookie = line.slice(0, line.indexOf(";"));
    }
    const location = answer.headers.get("location");
    const html = await answer.text();
    return location === null
      ? { status: answer.status, heading: headingOf(html), html }
      : visit(new URL(location, url).toString());
  };
  return visit;
};

/** What is filled in on the first page: an approver's outcome and comment, a participant's answer. */
type Choice = Readonly<Record<string, string>>;

/** Confirms; `typed` is what else a person fills in, like a code. */
type Confirm = (typed?: Readonly<Record<string, string>>) => Promise<Page>;

/** Opens a mailed link and chooses; nothing is decided until the returned function is called. */
export const chooseThroughPages = async (link: string, choice: Choice): Promise<Confirm> => {
  const { origin } = new URL(link);
  const visit = createBrowser(origin);
  const review = readForm((await visit(link)).html);
  const chosen = new Map([...review.fields, ...Object.entries(choice)]);
  const confirmation = readForm((await visit(new URL(review.action, origin).toString(), chosen)).html);
  return (typed = {}) =>
    visit(
      new URL(confirmation.action, origin).toString(),
      new Map([...confirmation.fields, ...Object.entries(typed)]),
    );
};

/** Follows a mailed link as an approver would: open, choose, confirm. */
export const decideThroughPages = async (link: string, choice: Choice): Promise<Page> => {
  const confirm = await chooseThroughPages(link, choice);
  return confirm();
};

/** What somebody answers who does a task by hand: one of the form's answers, with its fields by name. */
type HandAnswer = {
  readonly answer: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly comment?: string;
};

/** Follows the mailed link of a task as its person would: open, answer, confirm. */
export const answerThroughPages = async (
  link: string,
  { answer, fields = {}, comment = "" }: HandAnswer,
): Promise<Page> => {
  const { origin } = new URL(link);
  const visit = createBrowser(origin);
  const page = readForm((await visit(link)).html);
  const typed = Object.entries(fields).map(([name, value]) => [`f-${name}`, value] as const);
  const answered = new Map([...page.fields, ["answer", answer], ["comment", comment], ...typed]);
  const confirmation = readForm((await visit(new URL(page.action, origin).toString(), answered)).html);
  return visit(new URL(confirmation.action, origin).toString(), confirmation.fields);
};
