import { execFile } from "node:child_process";
import { chown, cp, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * How Postgres is started, since it refuses root. Every way ends with setpriv's death signal, so that the
 * server goes when Node goes, even by kill -9.
 */
export type RunAs = {
  readonly kind: "plain" | "user-namespace" | "other-user";
  readonly binaries: string;
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

const userNamespacesWork = async (): Promise<boolean> => {
  try {
    await run(namespacePrefix[0] as string, [...namespacePrefix.slice(1), "true"]);
    return true;
  } catch {
    return false;
  }
};

const chownAll = async (path: string, user: number): Promise<void> => {
  const { uid, gid } = await stat(path);
  if (uid !== user || gid !== user) {
    await chown(path, user, user);
  }
  if ((await stat(path)).isDirectory()) {
    for (const name of await readdir(path)) {
      await chownAll(join(path, name), user);
    }
  }
};

/**
 * A copy of the binaries that another user can read, wherever the project is; made once a version. The finished
 * copy appears by one rename, so that two starts at once do not see half of it.
 */
const readableCopy = async (binaries: string, version: string): Promise<string> => {
  const copy = join(tmpdir(), `countersign-postgres-${version}`);
  const exists = await stat(copy).then(
    ({ uid }) => uid === 0,
    () => false,
  );
  if (!exists) {
    const draft = `${copy}.${process.pid}`;
    await mkdir(draft, { recursive: true, mode: 0o755 });
    await cp(binaries, draft, { recursive: true, verbatimSymlinks: true });
    await rename(draft, copy).catch(() => rm(draft, { recursive: true, force: true }));
  }
  return copy;
};

export type RunAsOptions = {
  readonly binaries: string;
  readonly version: string;
  readonly report: (line: string) => void;
  /** Tests force the fallback; else it is found out. */
  readonly allowUserNamespaces?: boolean | undefined;
};

/** Chooses how to run Postgres as somebody who is not root. */
export const chooseRunAs = async (options: RunAsOptions): Promise<RunAs> => {
  const { binaries, version, report, allowUserNamespaces = true } = options;
  if (process.getuid?.() !== 0) {
    return { kind: "plain", binaries, prefix: dieWithParent, own: async () => {} };
  }
  if (allowUserNamespaces && (await userNamespacesWork())) {
    const prefix = [...namespacePrefix, ...dieWithParent];
    return { kind: "user-namespace", binaries, prefix, own: (path) => chownAll(path, 0) };
  }
  const copy = await readableCopy(binaries, version);
  report(`user namespaces are forbidden here: Postgres runs as user ${otherUser}, from ${copy}`);
  const identity = [`--reuid=${otherUser}`, `--regid=${otherUser}`, "--clear-groups"];
  return {
    kind: "other-user",
    binaries: copy,
    prefix: [...dieWithParent, ...identity, "--"],
    own: (path) => chownAll(path, otherUser),
  };
};
