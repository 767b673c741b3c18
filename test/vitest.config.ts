import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const soak = process.env["SOAK"] === "1";
const testTimeout = 60_000;
const hookTimeout = 90_000;
/** Soak tests run at full size: hundreds of orders, minutes of faults. */
const soakTimeout = 1_800_000;

/** A level is a folder under test/. Only those with Postgres start one. */
const level = (name: string, withPostgres: boolean): TestProjectInlineConfiguration => ({
  extends: true,
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    ...(withPostgres ? { globalSetup: ["test/support/postgres/global-setup.ts"] } : {}),
    ...(name === "soak" ? { testTimeout: soakTimeout } : {}),
  },
});

const withoutPostgres = ["unit", "arch"];
const withPostgres = ["db", "services", "api", "workflows", "local", "e2e"];

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    pool: "forks",
    maxWorkers: 2,
    testTimeout,
    hookTimeout,
    passWithNoTests: true,
    projects: soak
      ? [level("soak", true)]
      : [
          ...withoutPostgres.map((name) => level(name, false)),
          ...withPostgres.map((name) => level(name, true)),
        ],
  },
});
