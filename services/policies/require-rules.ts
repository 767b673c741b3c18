import { DomainError } from "../errors.ts";
import type { Rule } from "./model.ts";
import { readRules } from "./model-read.ts";

/** The rules of a document, or `body.invalid` with a pointer to every fault. */
export const requireRules = (document: unknown): readonly Rule[] => {
  const reading = readRules(document);
  if (!reading.ok) {
    throw new DomainError("body.invalid", {
      detail: "The rules are not valid.",
      errors: reading.errors.map(({ pointer, message }) => ({ pointer: `/rules${pointer}`, message })),
    });
  }
  return reading.rules;
};
