import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { type Queryable, type Sql, withDeadline } from "../../stand-in/connect.ts";
import { append } from "../ledger/append.ts";
import { lockSandbox } from "../lock.ts";
import { Refusal } from "../refusal.ts";
import type { Rule } from "../switches/model.ts";
import { takeRule } from "../switches/store.ts";
import { carryOut } from "./carry-out.ts";
import type { Chance } from "./chance.ts";
import { type Answer, type Done, declined, type Task, type TaskKey } from "./model.ts";
import { findReference } from "./reference.ts";

/** The answer, or how a switch wants the caller to be left without one. */
export type Performance =
  | { readonly answer: Answer; readonly misbehavior: null }
  | { readonly answer: null; readonly misbehavior: Rule };

/**
 * Performs a task in one transaction, at most once by its key: a repetition gets the stored answer. Throws a
 * Refusal (422) when the key was used for something else.
 */
export const perform = async (sql: Sql, task: Task, chance: Chance): Promise<Performance> =>
  withDeadline(
    sql.begin(async (transaction): Promise<Performance> => {
      await lockSandbox(transaction);
      const stored = await findAnswer(transaction, task);
      const subject = { ...task, reference: await findReference(transaction, task) };
      const rule = await takeRule(transaction, {
        subject,
        // An answer that was given stands.
        isEligible: ({ behavior }) => behavior !== "decline" || stored === null,
        random: chance.luckOf(subject),
      });
      const isMisbehaving = rule !== null && rule.behavior !== "decline";
      if (isMisbehaving && rule.afterEffect !== true) return { answer: null, misbehavior: rule };
      const answer = stored ?? (await settle(transaction, task, { rule, newId: chance.newId }));
      return isMisbehaving ? { answer: null, misbehavior: rule } : { answer, misbehavior: null };
    }),
  );

const fingerprint = ({ type, input }: Task): string =>
  createHash("sha256")
    .update(canonicalize({ type, input }) ?? "")
    .digest("hex");

const findAnswer = async (sql: Queryable, task: Task): Promise<Answer | null> => {
  const [row] = await sql<{ fingerprint: string; answer: Answer }[]>`
    select fingerprint, answer from local_sandbox.tasks
    where tenant_id = ${task.tenantId} and task_id = ${task.taskId}`;
  if (row === undefined) return null;
  if (row.fingerprint !== fingerprint(task))
    throw new Refusal(422, "The Idempotency-Key was used for another task.");
  return row.answer;
};

type Settlement = { readonly rule: Rule | null; readonly newId: () => string };

/** Decides for good: does the work or declines it, and keeps the answer. */
const settle = async (sql: Queryable, task: Task, settlement: Settlement): Promise<Answer> => {
  const { answer, entry } = await decide(sql, task, settlement);
  await sql`
    insert into local_sandbox.tasks (tenant_id, task_id, fingerprint, answer)
    values (${task.tenantId}, ${task.taskId}, ${fingerprint(task)}, ${JSON.stringify(answer)}::text::json)`;
  if (entry !== null) await append(sql, task, entry);
  return answer;
};

const decide = async (sql: Queryable, task: Task, { rule, newId }: Settlement): Promise<Done> => {
  if (await isBuried(sql, task)) return declined("canceled", "The task was undone before it came.");
  if (rule?.behavior === "decline")
    return declined(rule.reasonCode ?? "declined", rule.message ?? "A switch declines this task.");
  return carryOut({ sql, key: task, newId }, task);
};

const isBuried = async (sql: Queryable, { tenantId, taskId }: TaskKey): Promise<boolean> => {
  const rows = await sql`
    select 1 from local_sandbox.tombstones where tenant_id = ${tenantId} and task_id = ${taskId}`;
  return rows.length > 0;
};
