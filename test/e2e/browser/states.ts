import type { Page } from "playwright-core";
import type { Review } from "../../../services/links/index.ts";
import { type Served, servePages } from "../../support/serve-pages.ts";
import { addLink, createPages, decidedAs, newStage, reviewOf, type Stage } from "../../api/approver/pages.ts";

export type Site = Served & { readonly stage: Stage };

/** The approver's pages on a port of their own. */
export const startSite = async (): Promise<Site> => {
  const stage = newStage();
  return { ...(await servePages((baseUrl) => createPages(stage, baseUrl))), stage };
};

const earlierDecisions: Review["earlierDecisions"] = [
  {
    byName: "Laura Callahan",
    forName: null,
    stage: "sales",
    outcome: "approve",
    reasonCode: null,
    comment: "Customer paid the last three orders on time.",
    decidedAt: "2026-11-23T16:20:00.000Z",
  },
];

const hostile: Partial<Review> = {
  title: `Invoice \u202Efdp.exe ${"verylongwordwithoutbreaks".repeat(6)}`,
  requester: { name: "x".repeat(200), email: `${"y".repeat(60)}@${"z".repeat(180)}.example` },
  content: {
    facts: [
      { label: "Notes", value: "word ".repeat(400) },
      { label: "l".repeat(120), value: "v".repeat(400) },
    ],
    tables: [
      {
        title: "Very many columns",
        columns: Array.from({ length: 14 }, (_, index) => ({
          label: `Column number ${index}`,
          align: index % 2 === 0 ? "start" : "end",
        })),
        rows: [Array.from({ length: 14 }, () => "123,456,789.00 USD")],
      },
    ],
    totals: [{ label: "t".repeat(120), value: "9".repeat(120), strong: true }],
  },
  earlierDecisions,
};

const closedStates = [
  "not_required",
  "handed_on",
  "returned",
  "withdrawn",
  "canceled",
  "expired",
  "superseded",
  "revoked",
  "link_expired",
] as const;

type Step = (page: Page) => Promise<void>;
export type State = {
  readonly name: string;
  readonly changes: Partial<Review>;
  readonly steps: readonly Step[];
  /** How the services behind the pages answer about codes. */
  readonly codes?: Partial<Pick<Stage, "mailedCode" | "codeRefusal">>;
};

const next: Step = async (page) => page.getByRole("button", { name: "Continue" }).click();
const pick =
  (choice: string): Step =>
  async (page) =>
    page.getByRole("radio", { name: choice }).check();
const write: Step = async (page) => page.getByRole("textbox").fill("Fine with me.\nShip it by Friday.");
const confirm: Step = async (page) => page.getByRole("button", { name: "Yes" }).click();
const unfold: Step = async (page) => page.getByText("Show what was decided on").click();

const enterCode: Step = async (page) => page.getByLabel("Code from the mail").fill("12345678");

/** A seat that somebody holds for another, in a stage that asks for much. */
const demanding: Partial<Review> = {
  assurance: "code",
  decidesFor: "Nancy Davolio",
  whyAsked: "Nancy Davolio has named you to decide such requests in their place.",
  commentRequiredFor: ["reject", "return"],
  reasonCodes: ["Over budget", "Wrong supplier", "Not needed"],
  policyStage: {
    name: "finance",
    position: 2,
    of: 2,
    parallel: true,
    rejection: "majorityOutOfReach",
    quorumText: "3 of 5 people (60 percent) must approve this stage.",
  },
  earlierDecisions: [
    ...earlierDecisions,
    {
      byName: "Steven Buchanan",
      forName: "Andrew Fuller",
      stage: "sales",
      outcome: "recuse",
      reasonCode: null,
      comment: null,
      decidedAt: "2026-11-23T17:05:00.000Z",
    },
  ],
};

/** Every page there is, with how to get to it from an opened link. */
export const states: readonly State[] = [
  { name: "open", changes: { earlierDecisions }, steps: [] },
  { name: "open and hostile", changes: hostile, steps: [] },
  { name: "refused form", changes: { commentRequiredFor: ["reject"] }, steps: [next] },
  { name: "missing comment", changes: { commentRequiredFor: ["reject"] }, steps: [pick("Reject"), next] },
  { name: "confirmation of an approval", changes: {}, steps: [pick("Approve"), write, next] },
  { name: "confirmation of a rejection", changes: hostile, steps: [pick("Reject"), next] },
  { name: "just approved", changes: {}, steps: [pick("Approve"), write, next, confirm, unfold] },
  { name: "just rejected", changes: hostile, steps: [pick("Reject"), next, confirm] },
  { name: "decided before", changes: decidedAs("reject", "Too dear"), steps: [] },
  { name: "open for a delegate", changes: demanding, steps: [] },
  {
    name: "escalated",
    changes: { whyAsked: "Escalated to you because Laura Callahan has not decided yet." },
    steps: [],
  },
  {
    name: "missing reason and comment",
    changes: demanding,
    steps: [pick("Reject"), next],
  },
  { name: "confirmation of a return", changes: {}, steps: [pick("Send it back"), write, next] },
  { name: "confirmation of a recusal", changes: {}, steps: [pick("I should not"), next] },
  { name: "just returned", changes: {}, steps: [pick("Send it back"), write, next, confirm] },
  { name: "just recused", changes: {}, steps: [pick("I should not"), next, confirm] },
  { name: "confirmation with a code", changes: demanding, steps: [pick("Approve"), write, next] },
  {
    name: "wrong code",
    changes: demanding,
    steps: [pick("Approve"), write, next, enterCode, confirm],
    codes: {
      codeRefusal: { verdict: "wrong", triesLeft: 3 },
      mailedCode: { outcome: "mailed_before", expiresAt: "2026-11-24T09:22:00.000Z" },
    },
  },
  {
    name: "too many codes",
    changes: demanding,
    steps: [pick("Approve"), next],
    codes: { mailedCode: { outcome: "too_many", retryAt: "2026-11-24T09:31:00.000Z" } },
  },
  {
    name: "decided for somebody",
    changes: {
      state: "decided",
      requestStatus: "rejected",
      decision: {
        outcome: "reject",
        comment: "We have enough of these.",
        reasonCode: "Over budget",
        decidedAt: "2026-11-24T09:12:00.000Z",
        byName: "Ada Rossi",
        forName: "Nancy Davolio",
      },
    },
    steps: [],
  },
  ...closedStates.map((state) => ({ name: state, changes: { state, earlierDecisions }, steps: [] })),
];

/** Opens a link of its own in that state, and takes the steps. */
export const enter = async (
  page: Page,
  { baseUrl, stage }: Site,
  { changes, steps, codes }: State,
): Promise<void> => {
  const { mailedCode, codeRefusal } = newStage();
  Object.assign(stage, { mailedCode, codeRefusal, ...codes });
  const { token } = addLink(stage, reviewOf(changes));
  await page.goto(`${baseUrl}/l/${token}`);
  for (const step of steps) {
    await step(page);
  }
};
