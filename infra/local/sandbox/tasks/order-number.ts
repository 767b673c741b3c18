import type { Queryable } from "../../stand-in/connect.ts";
import type { Task } from "./model.ts";

/** The order that a task is about; null when it names nothing that was made here. */
export const findOrderNumber = async (sql: Queryable, { tenantId, input }: Task): Promise<string | null> => {
  const { orderNumber } = input;
  if (typeof orderNumber === "string") return orderNumber;
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
    limit 1`;
  return row?.orderNumber ?? null;
};
