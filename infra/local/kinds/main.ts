import { writeFileSync } from "node:fs";
import { kindFolders, registryFiles } from "./registry.ts";

const workflows = new URL("../../../workflows/", import.meta.url);
const folders = kindFolders(workflows);
for (const { path, text } of registryFiles(folders)) {
  writeFileSync(new URL(path, workflows), text);
}
console.log(`workflows/{kinds,creators,handlers}.ts list ${folders.join(", ")}.`);
