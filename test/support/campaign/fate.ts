type Json = Readonly<Record<string, unknown>>;

export type Money = { readonly amount: string; readonly currency: string };

/** One step of a run as somebody reads it who knows the business and not the system. */
export type Step = {
  readonly name: string;
  /** What it leaves in the books of the tenant's systems; what only looks something up leaves nothing. */
  readonly deed?: { readonly type: string; readonly amount?: Money };
  /** What undoes its deed, in the same books. */
  readonly undoneBy?: string;
  /** Needs no undoing where this later step was undone. */
  readonly coveredBy?: string;
  /** The request is approved only after it. */
  readonly isBeforeApproval?: true;
};

/** What somebody says who is asked for a task of the business itself: an applicant, whoever looks at documents. */
export type Saying =
  | { readonly answer: string; readonly fields?: Json; readonly comment?: string }
  /** Their software says it for them, as for what takes files. */
  | { readonly completes: Json };

/** What is to become of a request. */
export type Fate = {
  readonly kind: string;
  /** The external id, the end of the title, and the reference in the books. */
  readonly number: string;
  readonly title: string;
  /** By the ids of people.json. */
  readonly requestedBy: string;
  readonly payload: Json;
  readonly decision: "none" | "approve" | "reject";
  /** How its people answer: over the API, or by the links in their mails. */
  readonly channel: "api" | "link";
  readonly says: Readonly<Record<string, Saying>>;
  /** Where people outside are asked; theirs alone, so that their mails can be told apart. */
  readonly mailbox?: string;
  /** What is done, in order, until it ends. */
  readonly steps: readonly Step[];
  readonly ends: Ends;
};

export type Ends = { readonly request: string; readonly run: string };

/** The steps that people found undone and could not do, by the number of the request. */
export type NotDone = ReadonlyMap<string, string>;

const entry = (type: string, amount?: Money): string =>
  amount === undefined ? type : `${type} ${amount.amount} ${amount.currency}`;

/** What undoes the steps, in reverse. */
const undoing = (steps: readonly Step[]): string[] => {
  const undone = new Set<string>();
  const entries: string[] = [];
  for (const { name, deed, undoneBy, coveredBy } of steps.toReversed()) {
    if (deed !== undefined && undoneBy !== undefined && !undone.has(coveredBy ?? "")) {
      undone.add(name);
      entries.push(entry(undoneBy, deed.amount));
    }
  }
  return entries;
};

/** How a request ends and what its books show, where a step could not be done, or all could. */
export const endOf = (
  { number, steps, ends }: Fate,
  notDone: NotDone,
): Ends & { readonly books: readonly string[] } => {
  const at = steps.findIndex(({ name }) => name === notDone.get(number));
  const done = at < 0 ? steps : steps.slice(0, at);
  const deeds = done.flatMap(({ deed }) => (deed === undefined ? [] : [entry(deed.type, deed.amount)]));
  const stopped = steps[at];
  const end =
    stopped === undefined
      ? ends
      : { request: stopped.isBeforeApproval === true ? "canceled" : "approved", run: "compensated" };
  return { ...end, books: [...deeds, ...(end.run === "compensated" ? undoing(done) : [])] };
};
