import { z } from "zod";
import { delayMillisecondsMax, switchSecondsMax } from "../limits.ts";

export const modes = ["accept", "refuse", "throttle", "delay"] as const;

/** How the mailbox answers `SendEmail`; when `until` has come, it accepts again. */
export type Switches = {
  readonly mode: (typeof modes)[number];
  readonly delayMilliseconds: number;
  readonly until: string | null;
};

/** What `PUT /switches` takes: the mode, the delay in milliseconds, and for how many seconds (for good without). */
export const switchesSchema = z.strictObject({
  mode: z.enum(modes),
  delayMilliseconds: z.int().min(0).max(delayMillisecondsMax).default(2_000),
  seconds: z.int().min(1).max(switchSecondsMax).optional(),
});

export type SwitchesInput = z.infer<typeof switchesSchema>;
