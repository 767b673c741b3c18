import { Webhook } from "standardwebhooks";
import type { Ready } from "../../../infra/local/system.ts";
import { call, persist } from "../client.ts";
import type { Company } from "../company.ts";
import type { LedgerEntry } from "./ledger.ts";

export type TaskToDo = {
  readonly id: string;
  readonly type: string;
  readonly requestId: string;
  readonly input: Readonly<Record<string, unknown>>;
};

type SystemAnswer = {
  readonly outcome: "completed" | "declined" | "accepted";
  readonly result?: Readonly<Record<string, unknown>>;
  readonly reasonCode?: string;
  readonly message?: string;
};

/** What the company's own people and programs see and do in its systems. */
export type CompanySystems = {
  /** What the books say about a task, or undefined. */
  readonly entryOf: (task: Pick<TaskToDo, "id" | "requestId">) => Promise<LedgerEntry | undefined>;
  /** Does a task there, once by its id, however often the systems fail. */
  readonly carryOut: (task: TaskToDo, kind: string) => Promise<SystemAnswer>;
};

/** Calls by hand have luck of their own: other tries than any of the service's. */
const firstTry = 100;
const triesMax = 200;
const patienceMilliseconds = 2_000;

export const createCompanySystems = (ready: () => Ready, { tenantId, systems }: Company): CompanySystems => {
  const post = ({ id, type, requestId, input }: TaskToDo, kind: string, attempt: number) => {
    const body = JSON.stringify({ task: { id, type, tenantId, requestId, kind, attempt }, input });
    const now = new Date();
    return call<SystemAnswer>(systems.url, {
      method: "POST",
      body,
      timeout: patienceMilliseconds,
      headers: {
        "idempotency-key": id,
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
        "webhook-signature": new Webhook(systems.secret).sign(id, now, body),
      },
    });
  };
  return {
    entryOf: async ({ id, requestId }) => {
      const query = `tenantId=${tenantId}&requestId=${requestId}&limit=1000`;
      const { body } = await persist(() =>
        call<{ data: LedgerEntry[] }>(`${ready().demo.sandboxUrl}/ledger?${query}`),
      );
      return body.data.find(({ taskId }) => taskId === id);
    },
    carryOut: async (task, kind) => {
      for (let attempt = firstTry; attempt < firstTry + triesMax; attempt += 1) {
        const answer = await post(task, kind, attempt).catch(() => null);
        if (answer?.status === 200) {
          return answer.body;
        }
        if (answer !== null && answer.status < 500 && answer.status !== 202) {
          throw new Error(`${task.type} by hand: ${answer.status} ${JSON.stringify(answer.body)}`);
        }
      }
      throw new Error(`${task.type} could not be done in ${triesMax} tries`);
    },
  };
};
