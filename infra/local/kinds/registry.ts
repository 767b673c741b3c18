import { existsSync, readdirSync } from "node:fs";

export type RegistryFile = { readonly path: string; readonly text: string };

const notice = "// Written by `npm run kinds` from the folders here; a test tells when it is out of date.\n";

/** The folders of `workflows` that are a kind: those with a contract. */
export const kindFolders = (workflows: URL): readonly string[] =>
  readdirSync(workflows, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/contract.ts`, workflows)))
    .map(({ name }) => name)
    .toSorted();

/** "agent-action" as a variable is called. */
const variable = (folder: string): string =>
  folder.replaceAll(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());

const member = (folder: string): string => {
  const name = variable(folder);
  return name === folder ? name : `"${folder}": ${name}`;
};

const access = (folder: string): string => (variable(folder) === folder ? `.${folder}` : `["${folder}"]`);

const imports = (folders: readonly string[], what: string, file: string): string =>
  folders
    .map((folder) => `import { ${what} as ${variable(folder)} } from "./${folder}/${file}.ts";\n`)
    .join("");

const object = (folders: readonly string[]): string =>
  folders.length < 5
    ? `{ ${folders.map(member).join(", ")} }`
    : `{\n${folders.map((folder) => `  ${member(folder)},\n`).join("")}}`;

/** Pure: what lists the kinds, so that a new one is added by its folder alone. Static, so that bundlers and types see it. */
export const registryFiles = (folders: readonly string[]): readonly RegistryFile[] => [
  {
    path: "kinds.ts",
    text: `${notice}import type { Kinds } from "../services/kinds/model.ts";
${imports(folders, "kind", "contract")}
/** Every kind of request that there is, by name. */
export const kinds: Kinds = ${object(folders)};
`,
  },
  {
    path: "creators.ts",
    text: `${notice}${imports(folders, "createHandler", "handler")}
/** What makes the Lambda function of each kind. */
export const creators = ${object(folders)};
`,
  },
  {
    path: "handlers.ts",
    text: `${notice}import { composeFunctions } from "./compose.ts";

const { functions } = await composeFunctions(process.env);

/** The Lambda entry points, one export a kind. */
${folders.map((folder) => `export const ${variable(folder)}Workflow = functions${access(folder)};\n`).join("")}`,
  },
];
