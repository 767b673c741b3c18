import { chooseThroughPages } from "../../../infra/local/demo/browser.ts";
import { eventually } from "../one-order.ts";
import type { CompanyApi } from "./company-api.ts";
import type { CompanySystems, TaskToDo } from "./company-systems.ts";
import type { Fate, Saying } from "./fate.ts";
import type { Mails } from "./mails.ts";

type OpenTask = Omit<TaskToDo, "input"> & {
  readonly step: string;
  readonly status: string;
  readonly performedBy: "integration" | "person";
};

type Detail = OpenTask &
  TaskToDo & {
    readonly byHand: { readonly answers: readonly { readonly name: string }[] };
  };

type Parts = {
  readonly api: CompanyApi;
  readonly systems: CompanySystems;
  readonly mails: Mails;
  readonly fateOf: (requestId: string) => Fate;
};

export type Hands = {
  /** What there is to do for whoever is asked for a task that is open. */
  readonly openTasks: () => Promise<readonly (() => Promise<void>)[]>;
  /** By number, the step that people found undone and could not do. */
  readonly notDone: ReadonlyMap<string, string>;
  /** How many tasks people found done, found undone, undid, and finished later. */
  readonly counts: Readonly<Record<"foundDone" | "notDone" | "didIt" | "finishedLater", number>>;
};

/** Long enough that no call of a system that gave up waiting is still on its way. */
const lookAfterMilliseconds = 4_000;

/** What has to be done, and cannot be left to the run: what undoes, and what the law has somebody told. */
const mustBeDone = ({ step, byHand }: Detail): boolean =>
  step.startsWith("send-") || byHand.answers.some(({ name }) => name === "nothingToUndo");

/**
 * Everybody who does what the tenant's systems did not: those who take up tasks and finish them later, people who look
 * whether what failed was done after all, and those outside who are asked for an answer of their own.
 */
export const createHands = ({ api, systems, mails, fateOf }: Parts): Hands => {
  const notDone = new Map<string, string>();
  const firstSeen = new Map<string, number>();
  const usedCodes = new Set<string>();
  const counts = { foundDone: 0, notDone: 0, didIt: 0, finishedLater: 0 };

  const post = async (id: string, verb: string, body: unknown): Promise<boolean> => {
    const answer = await api.ask(`/v1/service-tasks/${id}/${verb}`, { method: "POST", body });
    if (![200, 409].includes(answer.status)) {
      throw new Error(`${verb} of ${id}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.status === 200;
  };
  const readDetail = async ({ id }: OpenTask): Promise<Detail> =>
    (await api.ask<Detail>(`/v1/service-tasks/${id}`)).body;

  const answerByLink = async (address: string, answer: string): Promise<void> => {
    const link = mails.linkTo(address);
    if (link === undefined) {
      return;
    }
    const confirm = await chooseThroughPages(link, { answer, comment: "" });
    // One that came too late for the last round is still good for this one: no other is mailed while it lives.
    const code = await eventually(`a code for ${address}`, async () => {
      await mails.look();
      const newest = mails.codeTo(address);
      return newest === undefined || usedCodes.has(newest) ? null : newest;
    });
    const { status } = await confirm({ code });
    if (status === 200) {
      usedCodes.add(code);
    }
  };

  const say = async ({ id, step }: OpenTask, fate: Fate, saying: Saying): Promise<void> => {
    if ("completes" in saying) {
      await post(id, "complete", { result: saying.completes });
      return;
    }
    const isPlain = Object.keys(saying.fields ?? {}).length === 0;
    if (fate.channel === "link" && fate.mailbox !== undefined && isPlain && step.startsWith("make-")) {
      // As with seats: what does not come about is tried again in the next round.
      await answerByLink(fate.mailbox, saying.answer).catch(() => {});
      return;
    }
    await post(id, "answer", saying);
  };

  const finishLater = async (task: OpenTask, { kind }: Fate): Promise<void> => {
    const { outcome, result, reasonCode, message } = await systems.carryOut(await readDetail(task), kind);
    const isDone = outcome === "completed";
    const isFirst = isDone
      ? await post(task.id, "complete", { result })
      : await post(task.id, "fail", { outcome, reasonCode, message });
    counts.finishedLater += isFirst ? 1 : 0;
  };

  const lookAfter = async (task: OpenTask, { kind, number }: Fate): Promise<void> => {
    const seen = firstSeen.get(task.id) ?? performance.now();
    firstSeen.set(task.id, seen);
    if (performance.now() - seen < lookAfterMilliseconds) {
      return;
    }
    const detail = await readDetail(task);
    if ((await systems.entryOf(task)) !== undefined) {
      counts.foundDone += (await post(task.id, "answer", { answer: "done" })) ? 1 : 0;
      return;
    }
    if (mustBeDone(detail)) {
      const { result } = await systems.carryOut(detail, kind);
      const answer = result?.["nothingToUndo"] === true ? "nothingToUndo" : "done";
      counts.didIt += (await post(task.id, "answer", { answer })) ? 1 : 0;
      return;
    }
    const cannot = { answer: "cannotBeDone", comment: "The books do not show it." };
    if (await post(task.id, "answer", cannot)) {
      notDone.set(number, task.step);
      counts.notDone += 1;
    }
  };

  const answer = (task: OpenTask): Promise<void> => {
    const fate = fateOf(task.requestId);
    const saying = fate.says[task.step];
    if (saying !== undefined) return say(task, fate, saying);
    return task.status === "accepted" ? finishLater(task, fate) : lookAfter(task, fate);
  };

  return {
    openTasks: async () => {
      const [pending, accepted] = await Promise.all([
        api.list<OpenTask>("/v1/service-tasks?status=pending"),
        api.list<OpenTask>("/v1/service-tasks?status=accepted"),
      ]);
      const open = [...pending.filter(({ performedBy }) => performedBy === "person"), ...accepted];
      return open.map((task) => () => answer(task));
    },
    notDone,
    counts,
  };
};
