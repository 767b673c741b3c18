/**
 * What the good way of each kind may take. A number that grows here is money in every deployment: say why in the
 * commit.
 */
export const expectedCosts: Readonly<
  Record<string, { readonly operations: number; readonly invocations: number }>
> = {
  "agent-action": { operations: 19, invocations: 4 },
  compliance: { operations: 17, invocations: 4 },
  generic: { operations: 7, invocations: 2 },
  ingestion: { operations: 28, invocations: 7 },
  loan: { operations: 47, invocations: 10 },
  onboarding: { operations: 113, invocations: 23 },
  order: { operations: 23, invocations: 6 },
  payment: { operations: 39, invocations: 9 },
};
