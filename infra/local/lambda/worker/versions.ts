import { fault, type Fault, notFound } from "../protocol/fault.ts";
import { functionArn, type FunctionReference, type Place } from "../protocol/arn.ts";
import type { Runtime } from "../runtime/index.ts";
import type { HostedFunction, HostedFunctions } from "./functions.ts";

/** The functions as they were at one moment, and what runs them. */
export type Version = {
  /** A whole number, as text: it is part of ARNs. */
  readonly number: string;
  readonly functions: HostedFunctions;
  readonly runtime: Runtime;
};

/**
 * All versions that this process can run. An execution stays on the version it was started with, except one that
 * was started on `$LATEST`.
 */
export type Versions = {
  /** The one that every alias means now. Throws while nothing has been published. */
  readonly latest: () => Version;
  readonly find: (version: string) => Version | undefined;
  /** Makes a version known; the one with the highest number is the latest. */
  readonly publish: (version: Version) => void;
  readonly functionNames: () => readonly string[];
  /** All that `find` finds. */
  readonly names: () => readonly string[];
  readonly close: () => Promise<{ readonly threadsLeft: number }>;
};

const latestName = "$LATEST";

export const createVersions = (): Versions => {
  const published = new Map<string, Version>();
  let newest: Version | undefined;
  let names: readonly string[] = [];

  const latest = (): Version => {
    if (newest === undefined) throw new Error("No version has been published.");
    return newest;
  };

  return {
    latest,
    find: (version) => (version === latestName ? newest : published.get(version)),
    publish: (version) => {
      published.set(version.number, version);
      if (newest === undefined || Number(version.number) > Number(newest.number)) newest = version;
      names = [...new Set([...published.values()].flatMap(({ functions }) => [...functions.keys()]))];
    },
    functionNames: () => names,
    names: () => [latestName, ...published.keys()],
    close: async () => {
      const ended = await Promise.all([...published.values()].map(({ runtime }) => runtime.close()));
      return { threadsLeft: ended.reduce((sum, { threadsLeft }) => sum + threadsLeft, 0) };
    },
  };
};

export type Resolved =
  | { readonly ok: true; readonly hosted: HostedFunction; readonly version: string }
  | { readonly ok: false; readonly fault: Fault };

/** Finds the function and the version that a reference and its qualifier mean now. */
export const resolveFunction = (versions: Versions, reference: FunctionReference, place: Place): Resolved => {
  const version = resolveVersion(versions, reference.qualifier);
  const hosted = version === undefined ? undefined : versions.find(version)?.functions.get(reference.name);
  if (version !== undefined && hosted !== undefined) return { ok: true, hosted, version };
  const suffix = reference.qualifier === undefined ? "" : `:${reference.qualifier}`;
  return {
    ok: false,
    fault: notFound(`Function not found: ${functionArn(place, reference.name, "").slice(0, -1)}${suffix}`),
  };
};

/** Every name that is no number is an alias of the latest version. */
const resolveVersion = (versions: Versions, qualifier: string | undefined): string | undefined => {
  if (qualifier === undefined || qualifier === latestName) return latestName;
  if (/^\d+$/.test(qualifier)) return versions.find(qualifier)?.number;
  return /^[a-zA-Z0-9_-]{1,128}$/.test(qualifier) ? versions.latest().number : undefined;
};

/** A reference may carry its qualifier itself; two different ones contradict each other. */
export const mergeQualifier = (
  reference: FunctionReference,
  qualifier: string | undefined,
): FunctionReference | Fault => {
  if (qualifier === undefined || qualifier === "") return reference;
  if (reference.qualifier === undefined || reference.qualifier === qualifier)
    return { ...reference, qualifier };
  const message = "The derived qualifier from the function name does not match the specified qualifier.";
  return fault("InvalidParameterValueException", 400, message);
};
