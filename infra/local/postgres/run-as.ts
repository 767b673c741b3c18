import { execFile } from "node:child_process";
import { lchown, lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * How Postgres is started, since it refuses root. Every way ends with setpriv's death signal, so that the
 * server goes when Node goes, even by kill -9.
 */
export type RunAs = {
  /** What stands before the program. */
  readonly prefix: readonly string[];
  /** Gives a file or folder to the one who will read it. */
  readonly own: (path: string) => Promise<void>;
};

/** Inside the user namespace: any id that is not root's. Outside, everything stays root's. */
const namespaceUser = 1_000;
/** "nobody": owns nothing else on the machine. */
const otherUser = 65_534;
const dieWithParent = ["setpriv", "--pdeathsig", "INT"];

const namespacePrefix = [
  "unshare",
  "--user",
  `--map-user=${namespaceUser}`,
  `--map-group=${namespaceUser}`,
  "--",
];

/**
 * Another user cannot enter folders that are root's alone, such as a home folder of mode 700 with the project in it,
 * so that one capability of root's is kept: CAP_DAC_OVERRIDE, which containers grant by default (capabilities(7)).
 * Without that secure bit access(2), by which initdb looks for its programs, would not count it.
 */
const otherUserPrefix = [
  ...dieWithParent,
  `--reuid=${otherUser}`,
  `--regid=${otherUser}`,
  "--clear-groups",
  "--inh-caps=+dac_override",
  "--ambient-caps=+dac_override",
  "--securebits=+no_setuid_fixup",
  "--",
];

/** Whether a program can be started this way here. */
const works = async (prefix: readonly string[]): Promise<boolean> => {
  try {
    await run(prefix[0] as string, [...prefix.slice(1), "true"]);
    return true;
  } catch {
    return false;
  }
};

/**
 * Hands over a file, or a folder with all in it. The folder itself comes last, so that its owner tells whether it
 * was handed over to the end; a former server may still be deleting files in it.
 */
const handOver = async (path: string, user: number): Promise<void> => {
  const found = await lstat(path);
  if (found.uid === user && found.gid === user) {
    return;
  }
  for (const entry of found.isDirectory() ? await readdir(path, { recursive: true }) : []) {
    await lchown(join(path, entry), user, user).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") {
        throw error;
      }
    });
  }
  await lchown(path, user, user);
};

export type RunAsOptions = {
  readonly report: (line: string) => void;
  /** Tests force the fallback; else it is found out. */
  readonly allowUserNamespaces?: boolean | undefined;
};

/** Chooses how to run Postgres as somebody who is not root. Throws a sentence that says what to do when it cannot. */
export const chooseRunAs = async ({ report, allowUserNamespaces = true }: RunAsOptions): Promise<RunAs> => {
  if (process.getuid?.() !== 0) {
    return { prefix: dieWithParent, own: async () => {} };
  }
  if (allowUserNamespaces && (await works(namespacePrefix))) {
    const prefix = [...namespacePrefix, ...dieWithParent];
    return { prefix, own: (path) => handOver(path, 0) };
  }
  if (await works(otherUserPrefix)) {
    report(`user namespaces are forbidden here: it runs as user ${otherUser} instead`);
    return { prefix: otherUserPrefix, own: (path) => handOver(path, otherUser) };
  }
  throw new Error(
    "Postgres refuses to run as root, and here root may neither make a user namespace nor become another user. " +
      "Start as an ordinary user, or run your own Postgres (16 or newer) and set DATABASE_URL.",
  );
};
