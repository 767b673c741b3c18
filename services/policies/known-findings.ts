import type { Findings, Kind } from "../kinds/model.ts";

/** What conditions read as `findings`: all that the kind may find, with what was found of this request. */
export const knownFindings = (kind: Kind | undefined, found: Findings): Findings => ({
  ...kind?.noFindings,
  ...found,
});
