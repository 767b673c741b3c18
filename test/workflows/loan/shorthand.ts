import type { Happening } from "../support/scenario.ts";
import { answers } from "./happenings.ts";
import { amount, eur } from "./kind.ts";

export const approves = (...who: readonly string[]): readonly Happening[] =>
  who.map((one) => ({ who: one, does: "approve" }));
export const underwritten = approves("underwriter", "senior underwriter");
export const accepts = answers("make-offer", "accept");
export const counters = (sum: string, termMonths: number, step = "make-offer") =>
  answers(step, "counter", { amount: eur(sum), termMonths });
export const paidOut = (sum: string): readonly string[] => [`loan.disburse ${sum}`, `loan.book ${sum}`];
export const week: Happening = { passes: "P7D" };

export const paid = { request: "approved", run: "completed", ledger: paidOut(amount) } as const;
export const refused = { request: "rejected", run: "completed", ledger: ["notice.send"] } as const;
export const nothing: readonly string[] = [];
