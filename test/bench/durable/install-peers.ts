import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";

const folder = new URL(".", import.meta.url).pathname;

/** Installs the peers as locked, when they are not there. Answers whether they are there now. */
export const installPeers = async (say: (line: string) => void): Promise<boolean> => {
  if (existsSync(`${folder}node_modules`)) return true;
  say("installing the peers (npm ci)");
  const npm = spawn("npm", ["ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = (await once(npm, "exit")) as [number | null];
  return code === 0;
};
