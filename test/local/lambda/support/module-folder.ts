import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const dependencies = fileURLToPath(new URL("../../../../node_modules", import.meta.url));

/** A folder outside of the project for a module of functions that changes. */
export const openModuleFolder = async () => {
  const directory = await mkdtemp(join(tmpdir(), "lambda-module-"));
  await symlink(dependencies, join(directory, "node_modules"));
  return {
    path: join(directory, "functions.ts"),
    write: (name: string, text: string) => writeFile(join(directory, name), text),
    remove: () => rm(directory, { recursive: true }),
  };
};
