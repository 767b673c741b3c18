import { visibleLine, visibleText } from "../../presentation/visible-text.ts";
import type { FactRow } from "./layout.ts";

/** What mail programs show without breaking lines themselves. */
const textWidth = 76;

/** A word longer than a line is cut, or one hostile word would make a line that mail servers refuse. */
const cutWord = (word: string, width: number): string[] => {
  const characters = Array.from(word);
  const parts: string[] = [];
  for (let start = 0; start < characters.length; start += width) {
    parts.push(characters.slice(start, start + width).join(""));
  }
  return parts;
};

const foldLine = (text: string, width: number): string[] => {
  const lines: string[] = [];
  let line = "";
  for (const word of text
    .split(" ")
    .flatMap((part) => (part.length > width ? cutWord(part, width) : [part]))) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
};

/** Where the lines of a paragraph begin: the first, and all that follow. */
export type Indent = { readonly first: string; readonly rest: string };

/** Folds a text at blanks; every line it holds, and every line that folding makes, gets its indent. */
export const wrap = (text: string, { first, rest }: Indent = { first: "", rest: "" }): string =>
  visibleText(text)
    .split("\n")
    .flatMap((part) => foldLine(part, textWidth - rest.length))
    .map((part, index) => `${index === 0 ? first : rest}${part}`.trimEnd())
    .join("\n");

/** A person's words, marked as such on every line. */
export const quoted = (text: string): string => wrap(text, { first: "> ", rest: "> " });

const labelMaxWidth = 20;

/** The rows of a table of facts; no value can pass for a row of its own. */
export const factLines = (rows: readonly FactRow[]): string => {
  const labels = rows.map(({ label }) => `${visibleLine(label)}:`);
  const width = Math.min(labelMaxWidth, Math.max(0, ...labels.map(({ length }) => length)));
  return rows
    .map(({ value }, index) => {
      const label = labels[index] ?? "";
      return wrap(value, { first: `${label.padEnd(width)} `, rest: " ".repeat(width + 1) });
    })
    .join("\n");
};
