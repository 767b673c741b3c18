import { createHash } from "node:crypto";
import type { Queryable } from "../../stand-in/connect.ts";

const versionCharacters = 16;
const filesShown = 200;

/** Which file: an object and its version. */
export type FileName = { readonly bucket: string; readonly key: string; readonly version: string };

export type StoredFile = FileName & {
  readonly sequencer: string;
  readonly etag: string;
  readonly sha256: string;
  readonly size: number;
  readonly uploadedAt: Date;
};

type Row = Omit<StoredFile, "size"> & { readonly size: string };

const toFile = ({ size, ...row }: Row): StoredFile => ({ ...row, size: Number(size) });

const columns = (sql: Queryable) => sql`
  bucket, key, version, sequencer::text, etag, sha256, size::text, uploaded_at as "uploadedAt"`;

/** Keeps a file, as a version that its bytes alone determine: the same bytes again are the same version. */
export const storeFile = async (
  sql: Queryable,
  { bucket, key }: Pick<FileName, "bucket" | "key">,
  content: Buffer,
): Promise<StoredFile> => {
  const sha256 = createHash("sha256").update(content).digest("hex");
  const etag = createHash("md5").update(content).digest("hex");
  const version = sha256.slice(0, versionCharacters);
  await sql`
    insert into local_warehouse.files (bucket, key, version, etag, sha256, size, content)
    values (${bucket}, ${key}, ${version}, ${etag}, ${sha256}, ${content.length}, ${content})
    on conflict do nothing`;
  const [row] = await sql<Row[]>`
    select ${columns(sql)} from local_warehouse.files
    where bucket = ${bucket} and key = ${key} and version = ${version}`;
  if (row === undefined) throw new Error(`${bucket}/${key} was not kept`);
  return toFile(row);
};

/** What was uploaded last, newest first. */
export const listFiles = async (sql: Queryable): Promise<readonly StoredFile[]> =>
  (
    await sql<Row[]>`
      select ${columns(sql)} from local_warehouse.files order by files.sequencer desc limit ${filesShown}`
  ).map(toFile);

/** A file's bytes, and its checksum; null when there is none. The version may be said by its ETag. */
export const readFile = async (
  sql: Queryable,
  { bucket, key, version }: FileName,
): Promise<{ readonly content: Buffer; readonly sha256: string } | null> => {
  const [row] = await sql<{ content: Buffer; sha256: string }[]>`
    select content, sha256 from local_warehouse.files
    where bucket = ${bucket} and key = ${key} and (version = ${version} or etag = ${version})`;
  return row ?? null;
};
