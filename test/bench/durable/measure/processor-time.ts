import { readdirSync, readFileSync } from "node:fs";

/** Linux counts processor time in hundredths of a second (USER_HZ, proc(5)). */
const ticksPerSecond = 100;

type Status = { readonly parent: number; readonly own: number; readonly ofEndedChildren: number };

const readStatus = (processId: number): Status | undefined => {
  try {
    const text = readFileSync(`/proc/${processId}/stat`, "utf8");
    // The name, in brackets, may hold spaces.
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const at = (index: number): number => fields[index] ?? 0;
    return { parent: at(1), own: at(11) + at(12), ofEndedChildren: at(13) + at(14) };
  } catch {
    return undefined;
  }
};

/** Seconds that a process has computed, all its threads together. */
export const processorSeconds = (processId: number): number =>
  (readStatus(processId)?.own ?? 0) / ticksPerSecond;

/** The same of a process and all its children, living or ended: a Postgres server. */
export const familySeconds = (parentId: number): number => {
  const parent = readStatus(parentId);
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readStatus(Number(name)))
    .filter((status) => status?.parent === parentId);
  const ticks = children.reduce((sum, status) => sum + (status?.own ?? 0), 0);
  return ((parent?.own ?? 0) + (parent?.ofEndedChildren ?? 0) + ticks) / ticksPerSecond;
};

/** The process that a process was started by. */
export const parentOf = (processId: number): number => readStatus(processId)?.parent ?? 0;
