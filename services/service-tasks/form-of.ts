import type { ServiceTaskRow } from "../../db/queries/service-tasks.ts";
import { handFormOf } from "./hand-form.ts";
import { type ByHand, byHandSchema } from "./model.ts";

/** Pure: the form that was kept with a task; one from before there were forms has the usual two answers. */
export const formOf = ({
  byHand,
  type,
  input,
}: Pick<ServiceTaskRow, "byHand" | "type" | "input">): ByHand => {
  const kept = byHandSchema.safeParse(byHand);
  return kept.success ? kept.data : handFormOf(undefined, { type, input });
};
