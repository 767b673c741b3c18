import type { z } from "zod";
import type { Money } from "../../../../services/money/model.ts";
import type { Scene } from "../tasks/effects/effect.ts";
import { fromColumns } from "../money-columns.ts";
import { bury } from "../tasks/effects/bury.ts";
import { acceptedForLater, completed, type Done, nothingToUndo } from "../tasks/model.ts";

/** How one type of task is played: what it has to be told, and what comes of it. */
export type Play = {
  readonly input: z.ZodType;
  /** What the task is about, for switches and the ledger: an order number, an account. Null when the input does not say. */
  readonly referenceOf: (input: Readonly<Record<string, unknown>>) => string | null;
  readonly play: (scene: Scene, input: Readonly<Record<string, unknown>>) => Promise<Done>;
};

/** The task types of a kind's outside systems. */
export type System = Readonly<Record<string, Play>>;

/** Ties a play to the shape of its input; the schema has accepted it before it is played. */
export const play = <Input extends Readonly<Record<string, unknown>>>(definition: {
  readonly input: z.ZodType<Input>;
  readonly reference: (input: Input) => string | null;
  readonly play: (scene: Scene, input: Input) => Promise<Done>;
}): Play => ({
  input: definition.input,
  referenceOf: (input) => definition.reference(input as Input),
  play: (scene, input) => definition.play(scene, input as Input),
});

type Deed<Input> = {
  readonly input: z.ZodType<Input>;
  readonly reference: (input: Input) => string;
  readonly amount?: (input: Input) => Money;
  /** The result; `newId` makes ids for it. */
  readonly result?: (input: Input, newId: () => string) => Readonly<Record<string, unknown>>;
  /** What the system refuses to do by its own rules, or null. */
  readonly refuse?: (input: Input) => Done | null;
};

/** Something that is simply done, once by its task, and stands in the ledger. */
export const deed = <Input extends Readonly<Record<string, unknown>>>(definition: Deed<Input>): Play =>
  play({
    input: definition.input,
    reference: definition.reference,
    play: ({ newId }, input) => {
      const refused = definition.refuse?.(input) ?? null;
      if (refused !== null) return Promise.resolve(refused);
      const result = definition.result?.(input, newId) ?? {};
      const amount = definition.amount?.(input) ?? null;
      const entry = { amount, reference: definition.reference(input), detail: { ...result } };
      return Promise.resolve(completed(result, entry));
    },
  });

/** Something that is only looked up: it answers and leaves nothing in the ledger. */
export const inquiry = <Input extends Readonly<Record<string, unknown>>>(definition: {
  readonly input: z.ZodType<Input>;
  readonly reference: (input: Input) => string;
  readonly answer: (input: Input, newId: () => string) => Done | Readonly<Record<string, unknown>>;
}): Play =>
  play({
    input: definition.input,
    reference: definition.reference,
    play: ({ newId }, input) => {
      const answer = definition.answer(input, newId);
      const isDone = "answer" in answer && "entry" in answer;
      return Promise.resolve(
        isDone ? (answer as Done) : { answer: { outcome: "completed", result: answer }, entry: null },
      );
    },
  });

/** Something that is taken up now and finished later, over the API: by the demo, a test, or by hand. */
export const later = <Input extends Readonly<Record<string, unknown>>>(definition: {
  readonly input: z.ZodType<Input>;
  readonly reference: (input: Input) => string;
}): Play => play({ ...definition, play: () => Promise.resolve(acceptedForLater) });

type Undone = {
  readonly type: string;
  readonly reference: string;
  readonly minorUnits: string | null;
  readonly currency: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
};

/**
 * What undoes a deed, named by the deed's task: once, for the same amount, under the same reference. A deed that never
 * came is buried, so that it does nothing when it comes after all.
 */
export const undoing = <Input extends Readonly<Record<string, unknown>>>(definition: {
  readonly input: z.ZodType<Input>;
  /** The id of the task that did it. */
  readonly taskId: (input: Input) => string;
  /** What undoing it takes beside its line in the ledger; answers whether there was anything to undo. */
  readonly undo?: (scene: Scene, input: Input, done: Undone) => Promise<boolean>;
}): Play => ({
  input: definition.input,
  referenceOf: () => null,
  play: async (scene, input) => {
    const taskId = definition.taskId(input as Input);
    const { sql, key } = scene;
    const [done] = await sql<Undone[]>`
      select type, reference, minor_units as "minorUnits", currency, detail from local_sandbox.ledger
      where tenant_id = ${key.tenantId} and task_id = ${taskId}`;
    if (done === undefined) return bury(scene, taskId);
    const again = await sql`
      select 1 from local_sandbox.ledger
      where tenant_id = ${key.tenantId} and detail ->> 'undoes' = ${taskId}`;
    if (again.length > 0) return nothingToUndo;
    if ((await definition.undo?.(scene, input as Input, done)) === false) return nothingToUndo;
    const { minorUnits, currency, reference } = done;
    const amount = minorUnits === null || currency === null ? null : fromColumns({ minorUnits, currency });
    return completed({ undone: taskId }, { amount, reference, detail: { undoes: taskId, type: done.type } });
  },
});
