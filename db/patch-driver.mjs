// Runs after every install, under whatever Node that has. postgres.js 3.4.9 ends the process when a connection
// dies while a write is waiting: `nextWrite` uses the socket that `closed` has set to null, in a callback that nobody
// can catch (porsager/postgres issues 1154 and 1208, pull request 1209, open on 2026-11-23). A transaction whose
// server goes away always does this, with its rollback. The guard rejects the waiting queries instead.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const patchedVersion = "3.4.9";
const unguarded = "  function nextWrite(fn) {\n    const x = socket.write(chunk, fn)\n";
const guarded = `  function nextWrite(fn) {
    if (socket === null) {
      nextWriteTimer !== null && clearImmediate(nextWriteTimer)
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options))
      return false
    }
    const x = socket.write(chunk, fn)
`;

const entry = createRequire(import.meta.url).resolve("postgres");
const root = join(dirname(entry), "..", "..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
if (version !== patchedVersion) {
  throw new Error(`postgres is ${version}: see whether db/patch-driver.mjs is still needed, and change it.`);
}
for (const path of ["src/connection.js", "cjs/src/connection.js"]) {
  const file = join(root, path);
  const source = readFileSync(file, "utf8");
  if (!source.includes(guarded)) {
    if (!source.includes(unguarded)) {
      throw new Error(`${file} has changed: db/patch-driver.mjs does not know it.`);
    }
    writeFileSync(file, source.replace(unguarded, guarded));
  }
}
