import type { Page } from "playwright-core";
import type { ByHandInput } from "../../../services/service-tasks/model.ts";
import type { TaskState } from "../../../services/task-links/index.ts";
import {
  addTaskLink,
  askedOf,
  createTaskPages,
  newTaskStage,
  type TaskStage,
} from "../../api/participant/pages.ts";
import { pdf } from "../../support/files.ts";
import { type Served, servePages } from "../../support/serve-pages.ts";

export type TaskSite = Served & { readonly stage: TaskStage };

/** The participant's pages on a port of their own. */
export const startTaskSite = async (): Promise<TaskSite> => {
  const stage = newTaskStage();
  return { ...(await servePages((baseUrl) => createTaskPages(stage, baseUrl))), stage };
};

/** One field of every type there is, and a code at the end. */
export const everyField: ByHandInput = {
  title: "Your details for the payroll",
  instructions: "We need these before your first day.\nIf something does not apply to you, leave it out.",
  assurance: "code",
  facts: [
    { label: "Position", value: "Pilot, long haul" },
    { label: "First day", value: "1 February 2027" },
    { label: "Note", value: "Bring your licence.\nThe uniform is handed out on site." },
  ],
  answers: [
    {
      name: "handIn",
      label: "Hand in my details",
      tone: "good",
      outcome: "completed",
      fields: [
        { name: "account", label: "IBAN", hint: "As it stands on your bank card", type: "text" },
        { name: "children", label: "Number of children", type: "number", required: false },
        { name: "advance", label: "Advance that you ask for", type: "money", required: false },
        { name: "birthday", label: "Date of birth", type: "date" },
        {
          name: "hours",
          label: "Working hours",
          type: "choice",
          choices: [
            { value: "full", label: "Full time" },
            { value: "half", label: "Half time" },
          ],
        },
        {
          name: "country",
          label: "Country of residence",
          type: "choice",
          choices: ["at", "be", "ch", "de", "fr", "it"].map((value) => ({
            value,
            label: value.toUpperCase(),
          })),
        },
        { name: "member", label: "Are you in a health insurance already?", type: "yesNo" },
        { name: "more", label: "Anything else", type: "longText", required: false },
        {
          name: "passport",
          label: "Copy of your passport",
          hint: "The page with your picture.",
          type: "file",
        },
        { name: "licence", label: "Pilot's licence", type: "file", required: false },
      ],
    },
    {
      name: "withdraw",
      label: "I no longer want the position",
      tone: "bad",
      outcome: "declined",
      comment: "required",
    },
    { name: "later", label: "Ask me again next month", tone: "act", outcome: "declined", comment: "none" },
  ],
};

const hostile: ByHandInput = {
  title: `Invoice \u202Efdp.exe ${"verylongwordwithoutbreaks".repeat(6)}`,
  instructions: "word ".repeat(380),
  facts: [
    { label: "l".repeat(120), value: "v".repeat(400) },
    { label: "Notes", value: "<script>alert(1)</script>".repeat(30) },
  ],
  answers: [
    {
      name: "x".repeat(60),
      label: "y".repeat(200),
      tone: "good",
      outcome: "completed",
      fields: [
        { name: "a", label: "z".repeat(200), hint: "h".repeat(200), type: "money" },
        {
          name: "b",
          label: "q".repeat(200),
          type: "choice",
          choices: [{ value: "one", label: "c".repeat(200) }],
        },
      ],
    },
    { name: "other", label: "w".repeat(200), tone: "bad", outcome: "declined" },
  ],
};

type Step = (page: Page) => Promise<void>;
export type TaskPageState = {
  readonly name: string;
  readonly changes: Parameters<typeof askedOf>[0];
  readonly steps: readonly Step[];
  /** How the services behind the pages answer. */
  readonly plays?: Partial<Pick<TaskStage, "mailedCode" | "refusal">>;
};

const press =
  (name: string): Step =>
  async (page) =>
    page.getByRole("button", { name, exact: true }).click();

export const fillIn: Step = async (page) => {
  await page.getByLabel("IBAN").fill("DE02 1203 0000 0000 2020 51");
  await page.getByLabel("Number of children (optional)").fill("2");
  await page.getByLabel("Advance that you ask for (optional)").fill("1250.00");
  await page.getByLabel("currency in three letters").fill("eur");
  await page.getByLabel("Date of birth").fill("1990-05-17");
  await page.getByRole("radio", { name: "Half time" }).check();
  await page.getByLabel("Country of residence").selectOption("de");
  await page.getByRole("radio", { name: "Yes" }).check();
  await page.getByLabel("Anything else (optional)").fill("I come with a dog.\nA small one.");
};

export const choosePassport: Step = async (page) =>
  page
    .getByLabel("Copy of your passport")
    .setInputFiles({ name: "passport.pdf", mimeType: "application/pdf", buffer: pdf });

const typeCode: Step = async (page) => page.getByLabel("Code from the mail").fill("12345678");
const unfold: Step = async (page) => page.getByText("Add a comment").first().click();

const toConfirmation = [fillIn, press("Hand in my details")];
const closedStates: readonly Exclude<TaskState, "open" | "answered">[] = [
  "answered_before",
  "not_needed",
  "over",
  "superseded",
  "revoked",
  "link_expired",
];

/** Every page there is, with how to get to it from an opened link. */
export const taskStates: readonly TaskPageState[] = [
  { name: "an offer", changes: { others: 2 }, steps: [] },
  { name: "an offer with a comment", changes: {}, steps: [unfold] },
  { name: "every field", changes: { form: everyField }, steps: [] },
  { name: "hostile", changes: { form: hostile, others: 1 }, steps: [] },
  { name: "nothing filled in", changes: { form: everyField }, steps: [press("Hand in my details")] },
  { name: "a reason missing", changes: {}, steps: [press("Decline the offer")] },
  {
    name: "a simple confirmation",
    changes: { form: everyField },
    steps: [press("Ask me again next month")],
  },
  { name: "a confirmation with files and a code", changes: { form: everyField }, steps: toConfirmation },
  {
    name: "wrong files",
    changes: { form: everyField },
    steps: [...toConfirmation, typeCode, press("Confirm: Hand in my details")],
    plays: { refusal: { outcome: "files_refused", faults: { passport: "missing", licence: "wrong_type" } } },
  },
  {
    name: "a wrong code",
    changes: { form: everyField },
    steps: [...toConfirmation, choosePassport, typeCode, press("Confirm: Hand in my details")],
    plays: {
      refusal: { outcome: "code_refused", refusal: { verdict: "wrong", triesLeft: 3 } },
      mailedCode: { outcome: "mailed_before", expiresAt: "2026-11-24T09:22:00.000Z" },
    },
  },
  {
    name: "just answered",
    changes: { form: everyField },
    steps: [...toConfirmation, choosePassport, typeCode, press("Confirm: Hand in my details")],
  },
  {
    name: "just declined",
    changes: {},
    steps: [
      async (page) => page.getByLabel("Comment", { exact: true }).fill("Too far away.\nSorry."),
      press("Decline the offer"),
      press("Confirm: Decline the offer"),
    ],
  },
  ...closedStates.map((state) => ({ name: state, changes: { state }, steps: [] })),
];

/** Opens a link of its own in that state, and takes the steps. */
export const enterTask = async (
  page: Page,
  { baseUrl, stage }: TaskSite,
  { changes, steps, plays }: TaskPageState,
): Promise<void> => {
  const { mailedCode, refusal } = newTaskStage();
  Object.assign(stage, { mailedCode, refusal, ...plays });
  await page.goto(`${baseUrl}/t/${addTaskLink(stage, askedOf(changes))}`);
  for (const step of steps) {
    await step(page);
  }
};
