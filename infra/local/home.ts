import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { exportJWK, generateKeyPair } from "jose";

/** What one instance keeps between starts; the file is readable by its owner alone. */
export type Keys = {
  readonly encryptionKey: string;
  readonly linkKey: string;
  readonly pageKey: string;
  readonly operatorToken: string;
  readonly appPassword: string;
  readonly relayPassword: string;
};

export type Home = {
  readonly directory: string;
  readonly keys: Keys;
  readonly read: <Value>(name: string) => Promise<Value | null>;
  /** Replaces the file at once, so that a reader or a crash never sees half of it. */
  readonly write: (name: string, value: unknown) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
};

const keyBytes = 32;
const passwordBytes = 24;
const ownerOnlyFile = 0o600;
const ownerOnlyDirectory = 0o700;

const createKeys = async (): Promise<Keys> => {
  const { privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  return {
    encryptionKey: randomBytes(keyBytes).toString("base64"),
    linkKey: JSON.stringify(await exportJWK(privateKey)),
    pageKey: randomBytes(keyBytes).toString("base64"),
    operatorToken: `cso_${randomBytes(keyBytes).toString("base64url")}`,
    appPassword: randomBytes(passwordBytes).toString("base64url"),
    relayPassword: randomBytes(passwordBytes).toString("base64url"),
  };
};

const readJson = async <Value>(path: string): Promise<Value | null> => {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Value;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return null;
    }
    throw error;
  }
};

const writeJson = async (path: string, value: unknown): Promise<void> => {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: ownerOnlyFile });
  await rename(draft, path);
};

/** Opens COUNTERSIGN_HOME: makes the directory and the keys when they are not there yet. */
export const openHome = async (directory: string): Promise<Home> => {
  await mkdir(directory, { recursive: true, mode: ownerOnlyDirectory });
  await chmod(directory, ownerOnlyDirectory);
  const file = (name: string): string => join(directory, name);
  const known = await readJson<Keys>(file("keys.json"));
  const keys = known ?? (await createKeys());
  if (known === null) {
    await writeJson(file("keys.json"), keys);
  }
  return {
    directory,
    keys,
    read: (name) => readJson(file(name)),
    write: (name, value) => writeJson(file(name), value),
    remove: (name) => rm(file(name), { force: true }),
  };
};
