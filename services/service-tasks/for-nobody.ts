import type { ServiceTaskRow } from "../../db/queries/service-tasks.ts";

/** In place of a form: what is only told to a system is no work for a person. */
export const forNobody = { optional: true } as const;

/** Pure: whether nobody is asked when no system takes the task. */
export const isForNobody = ({ byHand }: Pick<ServiceTaskRow, "byHand">): boolean =>
  byHand["optional"] === true;
