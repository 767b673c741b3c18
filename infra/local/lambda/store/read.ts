import { flush } from "./apply.ts";
import type { Content } from "./content.ts";
import { loadJournal } from "./load.ts";
import type { Store } from "./store.ts";
import { fold, type Stored } from "./stored.ts";

/** An execution with the whole of its journal, until its retention has passed. */
export type Told = { readonly stored: Stored; readonly contents: readonly Content[] };

/** Reads an execution as it is now, with what this process has still deferred. */
export const readExecution = async (store: Store, executionId: string): Promise<Told | undefined> => {
  await flush(store, executionId);
  const contents = (await loadJournal(store.sql, executionId)) ?? [];
  const stored = fold(contents);
  return stored === undefined ? undefined : { stored, contents };
};
