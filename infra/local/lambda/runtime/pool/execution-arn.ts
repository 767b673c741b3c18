/** The durable execution that an event belongs to; undefined for the event of a plain function. */
export const readExecutionArn = (event: unknown): string | undefined => {
  if (typeof event !== "object" || event === null) return undefined;
  const { DurableExecutionArn: arn } = event as { DurableExecutionArn?: unknown };
  return typeof arn === "string" ? arn : undefined;
};
