import type { AgentAction } from "../kinds/model.ts";
import { canonicalPayload } from "../requests/content-hash.ts";

/** Pure: SHA-256 of a tool with its arguments in canonical JSON (RFC 8785): equal for equal calls, however they are written. */
export const actionHash = ({ tool, arguments: named }: Pick<AgentAction, "tool" | "arguments">): Buffer =>
  canonicalPayload({ tool, arguments: named }).hash;
