import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { RunAs } from "./run-as.ts";

const run = promisify(execFile);
const passwordBytes = 24;
const initializeTimeoutMilliseconds = 60_000;

export type Cluster = { readonly data: string; readonly password: string; readonly log: string };

/**
 * The locale is named, not taken from the environment: without LANG, initdb would make an ASCII cluster. Nobody is
 * trusted, not even on this machine: everyone gives the password.
 */
const initdbArguments = (data: string, passwordFile: string): string[] => {
  const cluster = ["-D", data, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  const locale = ["-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  return [...cluster, ...locale, "--no-instructions"];
};

/**
 * Makes the cluster's files when they are not there yet, and hands them to the one who will run it. A start that
 * was killed halfway leaves a draft that the next one removes.
 */
export const initialize = async (directory: string, binaries: string, runAs: RunAs): Promise<Cluster> => {
  await mkdir(directory, { recursive: true });
  await chmod(directory, 0o700);
  const data = join(directory, "data");
  const passwordFile = join(directory, "password");
  const draft = join(directory, "data.draft");
  if (!existsSync(data)) {
    await rm(draft, { recursive: true, force: true });
    await writeFile(passwordFile, randomBytes(passwordBytes).toString("base64url"), { mode: 0o600 });
    await runAs.own(passwordFile);
    await runAs.own(directory);
    const [program, ...rest] = [...runAs.prefix, join(binaries, "bin", "initdb")];
    await run(program as string, [...rest, ...initdbArguments(draft, passwordFile)], {
      cwd: directory,
      timeout: initializeTimeoutMilliseconds,
    });
    await rename(draft, data);
  }
  await runAs.own(directory);
  const password = (await readFile(passwordFile, "utf8")).trim();
  return { data, password, log: join(directory, "postgres.log") };
};
