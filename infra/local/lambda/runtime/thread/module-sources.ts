import { registerHooks } from "node:module";
import type { ModuleSources } from "../runtime.ts";

/** Dependencies are installed, not edited: what they are belongs to no version. */
const isOwn = (url: string): boolean => url.startsWith("file:") && !url.includes("/node_modules/");

/**
 * Holds the modules of this thread to the sources that were given, and notes those that come from the disk. So all
 * threads of a version run the same code, whatever becomes of its files. What is imported only while a function runs
 * is in no version.
 */
export const pinSources = (given: ModuleSources | undefined): { readonly noted: () => ModuleSources } => {
  const resolutions: Record<string, string> = { ...given?.resolutions };
  const files: Record<string, ModuleSources["files"][string]> = { ...given?.files };
  registerHooks({
    resolve: (specifier, context, next) => {
      const key = `${context.parentURL ?? ""} ${specifier}`;
      const known = given?.resolutions[key];
      if (known !== undefined) return { url: known, shortCircuit: true };
      const resolved = next(specifier, context);
      if (isOwn(resolved.url)) resolutions[key] = resolved.url;
      return resolved;
    },
    load: (url, context, next) => {
      const known = given?.files[url];
      if (known !== undefined) return { ...known, shortCircuit: true };
      const loaded = next(url, context);
      const { format, source } = loaded;
      if (isOwn(url) && source !== null && source !== undefined && format !== null && format !== undefined) {
        files[url] = {
          format,
          source: typeof source === "string" ? source : Buffer.from(source as Uint8Array).toString(),
        };
      }
      return loaded;
    },
  });
  return { noted: () => ({ resolutions: { ...resolutions }, files: { ...files } }) };
};
