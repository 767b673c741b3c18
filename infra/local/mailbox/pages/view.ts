import type { Message } from "../messages/model.ts";
import type { Switches } from "../switches/model.ts";

/** Everything that the inbox page shows. */
export type InboxView = {
  /** The recipient that the list is narrowed to. */
  readonly to: string | null;
  readonly messages: readonly Message[];
  readonly hasMore: boolean;
  readonly recipients: readonly string[];
  readonly switches: Switches;
  readonly open: { readonly message: Message; readonly part: "html" | "text" } | null;
};
