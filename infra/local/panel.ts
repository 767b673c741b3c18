import { styleText } from "node:util";
import type { Ready } from "./system.ts";

const labelWidth = 16;

/** One line per part as it comes up. */
export const partLine = (part: string, detail: string, milliseconds: number): string =>
  `${styleText("green", "✓")} ${part.padEnd(labelWidth)} ${detail}  ${styleText("dim", `${Math.round(milliseconds)} ms`)}`;

/** What a newcomer needs next, and nothing else. */
export const panel = (ready: Ready, homeDirectory: string): string => {
  const line = (label: string, value: string): string => `  ${label.padEnd(labelWidth)} ${value}`;
  const rule = styleText("dim", "─".repeat(72));
  return [
    "",
    rule,
    line("API", ready.baseUrl),
    line("API reference", `${ready.baseUrl}/docs`),
    line("Mailbox", ready.mailboxUrl),
    line("Sandbox ledger", ready.demo.sandboxUrl),
    line("Demo tenant", ready.demo.tenantId),
    line("  its API key", ready.demo.apiKey),
    line("Everything else", `${homeDirectory}/ready.json`),
    rule,
    `  Next, in a second terminal:  ${styleText("bold", "npm run demo")}`,
    `  Stop with Ctrl-C; nothing is lost, not even by ${styleText("bold", "kill -9")}.`,
    "",
  ].join("\n");
};
