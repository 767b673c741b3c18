import { existsSync } from "node:fs";

/** Cannot be loaded while the file that this names exists. */
if (existsSync(process.env["BROKEN_WHILE"] ?? "")) throw new TypeError("this module cannot be loaded now");

export const greet = async () => "hello";
export const exit = async () => process.exit(1);
