import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import chromium, { inflate } from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";

/** The browser from npm is built for this machine alone; elsewhere its tests are skipped. */
export const hasBrowser = process.platform === "linux" && process.arch === "x64";

const launchTimeoutMilliseconds = 60_000;
const launchArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const libraries = new URL("../../node_modules/@sparticuz/chromium/bin/al2023.tar.br", import.meta.url)
  .pathname;
const unpacked = new URL("../../node_modules/.cache/countersign-chromium", import.meta.url).pathname;

/** The package unpacks into the folder for temporary files, and into no other. */
const unpackInto = async (folder: string): Promise<void> => {
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    await Promise.all([chromium.executablePath(), inflate(libraries)]);
  } finally {
    if (before === undefined) {
      delete process.env["TMPDIR"];
    } else {
      process.env["TMPDIR"] = before;
    }
  }
};

/** The package's own list of folders names only those of Lambda. */
const fontList = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(unpacked, "fonts", "fonts")}</dir>
  <cachedir>${join(unpacked, "fonts", "cache")}</cachedir>
</fontconfig>
`;

/** Unpacks once for all runs. A rename ends it, so that a run beside this one never sees half a browser. */
const unpack = async (): Promise<void> => {
  if (existsSync(unpacked)) {
    return;
  }
  await mkdir(dirname(unpacked), { recursive: true });
  const folder = await mkdtemp(`${unpacked}-`);
  await unpackInto(folder);
  await writeFile(join(folder, "fonts", "fonts.conf"), fontList);
  await rename(folder, unpacked).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    if (!existsSync(unpacked)) {
      throw error;
    }
  });
};

/**
 * Starts a browser that needs nothing of the machine: program, libraries and fonts come from npm. The caller
 * closes it.
 */
export const launchBrowser = async (): Promise<Browser> => {
  await unpack();
  return playwright.launch({
    executablePath: join(unpacked, "chromium"),
    args: launchArguments,
    timeout: launchTimeoutMilliseconds,
    env: {
      HOME: unpacked,
      PATH: process.env["PATH"] ?? "",
      LD_LIBRARY_PATH: join(unpacked, "al2023", "lib"),
      FONTCONFIG_PATH: join(unpacked, "fonts"),
    },
  });
};
