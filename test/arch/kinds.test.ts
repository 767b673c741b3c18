import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { kindFolders, registryFiles } from "../../infra/local/kinds/registry.ts";
import { kinds } from "../../workflows/kinds.ts";

const workflows = new URL("../../workflows/", import.meta.url);
const folders = kindFolders(workflows);

test.each(registryFiles(folders))(
  "$path lists the folders of workflows: else run npm run kinds",
  ({ path, text }) => {
    expect(readFileSync(new URL(path, workflows), "utf8")).toBe(text);
  },
);

test.each(folders)(
  "the kind in workflows/%s is named after its folder, and its function after it",
  (folder) => {
    const camel = folder.replaceAll(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());
    expect(kinds[folder]).toMatchObject({ name: folder, functionName: `${camel}Workflow` });
  },
);
