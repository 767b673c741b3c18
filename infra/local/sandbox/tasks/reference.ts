import type { Queryable } from "../../stand-in/connect.ts";
import { findPlay } from "../systems/index.ts";
import type { Task } from "./model.ts";

/** Texts of an input, one of which may be the id of the task that it undoes. */
const namedIn = (input: Task["input"]): readonly string[] => [
  "",
  ...Object.values(input).filter((value) => typeof value === "string"),
];

/** What a task is about; null when it names nothing that was made here. */
export const findReference = async (
  sql: Queryable,
  { tenantId, type, input }: Task,
): Promise<string | null> => {
  const own = findPlay(type)?.referenceOf(input) ?? null;
  if (own !== null) return own;
  const text = (name: string): string => {
    const value = input[name];
    return typeof value === "string" ? value : "";
  };
  const [row] = await sql<{ orderNumber: string }[]>`
    select order_number as "orderNumber" from local_sandbox.reservations
      where tenant_id = ${tenantId} and task_id = ${text("reserveTaskId")}
    union all select order_number from local_sandbox.authorizations
      where tenant_id = ${tenantId} and (task_id = ${text("authorizeTaskId")} or id = ${text("authorizationId")})
    union all select order_number from local_sandbox.captures
      where tenant_id = ${tenantId} and task_id = ${text("captureTaskId")}
    union all select reference from local_sandbox.ledger
      where tenant_id = ${tenantId} and task_id in ${sql(namedIn(input))}
    limit 1`;
  return row?.orderNumber ?? null;
};
