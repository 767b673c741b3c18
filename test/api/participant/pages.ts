import { generateKeyPairSync, randomBytes, randomUUID } from "node:crypto";
import { Hono } from "hono";
import type { Environment } from "../../../api/environment.ts";
import { createParticipantApp, type ParticipantLinks } from "../../../api/participant/app.ts";
import { style, styleHeaders, stylePath } from "../../../api/pages/style.ts";
import type { Id } from "../../../db/schema/columns.ts";
import { createTokenSigner } from "../../../services/adapters/token-signer.ts";
import type { MailedCode } from "../../../services/codes/index.ts";
import type { Runtime } from "../../../services/context.ts";
import { type ByHandInput, byHandSchema } from "../../../services/service-tasks/model.ts";
import type {
  AskedTask,
  LinkedAnswer,
  TaskLinkAnswer,
  TaskLinkIdentity,
} from "../../../services/task-links/index.ts";
import { offer } from "./asked.ts";

const contentHash = "3fa94c0be1d2775a90c4e8b7162f5d3319aa04e7c86bd25f11d09e7a4cb35d60";
const keyBytes = 32;
const jtiBytes = 16;

/** A task that is open, changed where a test asks for it. */
export const askedOf = ({
  form = offer,
  ...changes
}: Partial<Omit<AskedTask, "form">> & { readonly form?: ByHandInput } = {}): AskedTask => ({
  state: "open",
  tenantName: "Northwind Airways",
  form: byHandSchema.parse(form),
  contentHash,
  askedAt: "2026-11-23T18:41:00.000Z",
  dueAt: "2026-11-30T18:41:00.000Z",
  others: 0,
  participant: { name: "Jane Doe", email: "jane@mail.example", timeZone: "UTC", locale: "en-GB" },
  recorded: null,
  ...changes,
});

/** The services behind the pages, played by a test: what is asked under which token, and what was answered. */
export type TaskStage = {
  readonly identities: Map<string, TaskLinkIdentity>;
  readonly tasks: Map<string, AskedTask>;
  readonly answers: LinkedAnswer[];
  mailedCode: MailedCode;
  /** What answerByLink answers while it is set. */
  refusal: Exclude<TaskLinkAnswer, { outcome: "recorded" }> | null;
};

export const newTaskStage = (): TaskStage => ({
  identities: new Map(),
  tasks: new Map(),
  answers: [],
  mailedCode: { outcome: "mailed", expiresAt: "2026-11-24T09:22:00.000Z" },
  refusal: null,
});

/** Puts a task behind a link of its own and answers the link's token. */
export const addTaskLink = (stage: TaskStage, asked: AskedTask): string => {
  const jti = randomBytes(jtiBytes).toString("base64url");
  const token = `token-${jti}`;
  stage.tasks.set(jti, asked);
  stage.identities.set(token, {
    tenantId: `ten_${randomUUID()}` as Id<"tenant">,
    jti,
    taskId: `tsk_${randomUUID()}` as Id<"serviceTask">,
    memberId: null,
  });
  return token;
};

const recordedFrom = (asked: AskedTask, { answer, uploads }: LinkedAnswer): AskedTask => {
  const chosen = asked.form.answers.find(({ name }) => name === answer.answerName);
  if (chosen === undefined) throw new Error(`there is no answer ${answer.answerName}`);
  return {
    ...asked,
    state: "answered",
    recorded: {
      answer: chosen,
      fields: answer.fields,
      documents: uploads.map(({ field, fileName }) => ({ label: field, fileName, sha256: contentHash })),
      comment: answer.comment,
      answeredAt: "2026-11-24T09:12:00.000Z",
    },
  };
};

const linksOf = (stage: TaskStage): ParticipantLinks => ({
  openTaskLink: (_runtime, token) => Promise.resolve(stage.identities.get(token) ?? null),
  readTask: (_runtime, { jti }) => Promise.resolve(stage.tasks.get(jti) ?? null),
  mailTaskCode: () => Promise.resolve(stage.mailedCode),
  answerByLink: (_runtime, { jti }, input) => {
    const asked = stage.tasks.get(jti);
    if (stage.refusal !== null || asked === undefined) {
      return Promise.resolve(stage.refusal ?? { outcome: "settled" });
    }
    stage.answers.push(input);
    stage.tasks.set(jti, recordedFrom(asked, input));
    return Promise.resolve({ outcome: "recorded" });
  },
});

/** The pages on a stage: real signatures, stubbed services. */
export const createTaskPages = async (stage: TaskStage, baseUrl: string): Promise<Hono<Environment>> => {
  const linkKey = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  const tokens = await createTokenSigner({
    linkKey: { ...linkKey },
    pageKeyBase64: randomBytes(keyBytes).toString("base64"),
    issuer: baseUrl,
  });
  const log = (): void => {};
  const runtime = {
    ports: { tokens, log: { info: log, warn: log, error: log } },
    settings: { baseUrl, mailFrom: "approvals@countersign.test", allowLoopbackTargets: false },
  } as unknown as Runtime;
  const app = new Hono<Environment>();
  app.get(stylePath, (c) => c.body(style, 200, styleHeaders));
  app.route("/", createParticipantApp({ runtime, taskLinks: linksOf(stage), isUnavailable: () => false }));
  return app;
};
