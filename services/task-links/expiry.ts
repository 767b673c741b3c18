const linkLifeMilliseconds = 14 * 86_400_000;

/**
 * Pure: a link lives as long as its task is waited for, but no longer than the two weeks that any link may: old mail is
 * where leaks come from. The reminder brings a new one where the task waits longer.
 */
export const taskLinkExpiry = (issuedAt: Date, dueAt: Date | null): Date => {
  const longest = issuedAt.getTime() + linkLifeMilliseconds;
  return new Date(dueAt === null ? longest : Math.min(dueAt.getTime(), longest));
};
