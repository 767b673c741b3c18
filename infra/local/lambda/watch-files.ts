import { type FSWatcher, watch } from "node:fs";
import { dirname } from "node:path";

/** Editors write a file in several goes. */
const settleMs = 100;

export type FileWatch = { readonly update: (files: readonly string[]) => void; readonly close: () => void };

/** Calls back some time after any of the files has changed. Their folders are watched: many editors replace a file. */
export const watchFiles = (onChange: () => void): FileWatch => {
  const folders = new Map<string, FSWatcher>();
  let files: ReadonlySet<string> = new Set();
  let timer: NodeJS.Timeout | undefined;

  const note = (folder: string, name: string | null): void => {
    if (name !== null && !files.has(`${folder}/${name}`)) return;
    clearTimeout(timer);
    timer = setTimeout(onChange, settleMs);
  };

  return {
    update: (given) => {
      files = new Set(given);
      for (const folder of new Set(given.map((file) => dirname(file)))) {
        if (folders.has(folder)) continue;
        folders.set(
          folder,
          watch(folder, (_, name) => note(folder, name)),
        );
      }
    },
    close: () => {
      clearTimeout(timer);
      for (const watcher of folders.values()) watcher.close();
    },
  };
};
