import type { Queryable } from "../../../stand-in/connect.ts";
import type { Done, TaskKey } from "../model.ts";

/** What an effect works with: the transaction, whose task it is, and a source of fresh ids. */
export type Scene = { readonly sql: Queryable; readonly key: TaskKey; readonly newId: () => string };

/** Does one type of task. It answers instead of throwing: whatever is not possible is declined. */
export type Effect<Input> = (scene: Scene, input: Input) => Promise<Done>;
