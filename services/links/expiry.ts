/** 128 bits. */
export const linkIdBytes = 16;
const linkLifeDays = 7;
const millisecondsPerDay = 86_400_000;

/** A link lives until the stage's deadline, but no longer than a week: old mail is where leaks come from. */
export const linkExpiry = (issuedAt: Date, deadlineAt: Date): Date =>
  new Date(Math.min(deadlineAt.getTime(), issuedAt.getTime() + linkLifeDays * millisecondsPerDay));
