import { type Queryable, type Sql, withDeadline } from "../../stand-in/connect.ts";
import { lockSandbox } from "../lock.ts";
import { applies, type CountedRule, type Rule, type Subject } from "./model.ts";

/** The rules in the order in which they are tried. */
export const readRules = async (sql: Queryable): Promise<readonly CountedRule[]> => [
  ...(await sql<CountedRule[]>`select position, rule, used from local_sandbox.switches order by position`),
];

/** Puts these rules in the place of all others, and starts to count anew. */
export const replaceRules = async (sql: Sql, rules: readonly Rule[]): Promise<void> => {
  await withDeadline(
    sql.begin(async (transaction) => {
      await lockSandbox(transaction);
      await transaction`delete from local_sandbox.switches`;
      await transaction`
        insert into local_sandbox.switches (position, rule)
        select position, rule from jsonb_array_elements(${JSON.stringify(rules)}::text::jsonb)
          with ordinality as given (rule, position)`;
    }),
  );
};

export type Choice = {
  readonly subject: Subject;
  /** Leaves rules out that make no sense for this task. */
  readonly isEligible: (rule: Rule) => boolean;
  readonly random: () => number;
};

/**
 * The first rule that applies and whose probability strikes, counted as used; null when the task may go well.
 * The count is exact because the caller holds the sandbox's lock.
 */
export const takeRule = async (sql: Queryable, choice: Choice): Promise<Rule | null> => {
  const { subject, isEligible, random } = choice;
  const taken = (await readRules(sql)).find(
    (counted) =>
      applies(counted, subject) && isEligible(counted.rule) && random() < (counted.rule.probability ?? 1),
  );
  if (taken === undefined) return null;
  await sql`update local_sandbox.switches set used = used + 1 where position = ${taken.position}`;
  return taken.rule;
};
