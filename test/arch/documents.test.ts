import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const root = new URL("../..", import.meta.url).pathname;
const documents = execFileSync("git", ["ls-files", "*.md"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((path) => path !== "");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** As GitHub makes a heading's anchor: small letters, no punctuation, spaces as hyphens. */
const anchorsIn = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );

const isBroken = (document: string, link: string): boolean => {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? document : join(dirname(document), path);
  if (!existsSync(join(root, target))) {
    return true;
  }
  return anchor !== undefined && !anchorsIn(read(target)).includes(anchor);
};

test("every part of the project has a README", () => {
  const parts = ["api", "services", "workflows", "db", "infra", "test"];
  expect(parts.filter((part) => !documents.includes(`${part}/README.md`))).toEqual([]);
});

test("every link from one document to another leads somewhere", () => {
  const broken = documents.flatMap((document) =>
    [...read(document).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)]
      .map(([, link = ""]) => link)
      .filter((link) => isBroken(document, link))
      .map((link) => `${document}: ${link}`),
  );
  expect(broken).toEqual([]);
});
