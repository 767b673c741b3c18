/** What turns one plain record into another: changed members, `null` for those that are gone. */
export type Difference = { readonly [member: string]: unknown };

const isRecord = (value: unknown): value is Difference =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (Array.isArray(one) && JSON.stringify(one) === JSON.stringify(other));

/**
 * The members of `after` that differ from `before`, those of records inside likewise. Records of the machine hold no
 * `null`, so that `null` can stand for a member that is gone.
 */
export const difference = (before: Difference, after: Difference): Difference => {
  const changed: Record<string, unknown> = {};
  for (const [member, value] of Object.entries(after)) {
    const known = before[member];
    if (value === undefined || isSame(known, value)) continue;
    const inside = isRecord(value) && isRecord(known) ? difference(known, value) : value;
    if (inside === value || Object.keys(inside as Difference).length > 0) changed[member] = inside;
  }
  for (const member of Object.keys(before)) {
    if (after[member] === undefined && before[member] !== undefined) changed[member] = null;
  }
  return changed;
};

/** Undoes `difference`: the record after the change. */
export const patch = (before: Difference, changed: Difference): Difference => {
  const after: Record<string, unknown> = { ...before };
  for (const [member, value] of Object.entries(changed)) {
    const known = before[member];
    if (value === null) delete after[member];
    else after[member] = isRecord(value) && isRecord(known) ? patch(known, value) : value;
  }
  return after;
};
