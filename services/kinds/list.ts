import type { Context } from "../context.ts";
import type { Findings } from "./model.ts";

/** A kind as client apps may want to know it. */
export type KindSummary = {
  readonly name: string;
  readonly version: number;
  /** Every finding that policies may ask about, with its value when nothing was found. */
  readonly findings: Findings;
  /** A payload as it comes. */
  readonly example: unknown;
};

/** The kinds that this deployment knows, by name. */
export const listKinds = ({ kinds }: Pick<Context, "kinds">): readonly KindSummary[] =>
  Object.values(kinds)
    .map(({ name, version, noFindings = {}, examples = [] }) => ({
      name,
      version,
      findings: noFindings,
      example: examples[0] ?? null,
    }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
