import type { Money } from "../money/model.ts";
import type { FieldError, Kind, ReviewContent } from "./model.ts";
import { fieldErrors } from "./pointer.ts";

export type PayloadReading<Payload> =
  | {
      readonly ok: true;
      readonly payload: Payload;
      readonly amount: Money | null;
      readonly content: ReviewContent;
    }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** Reads a payload as one of its kind, or says what is wrong with it; pointers are relative to the payload. */
export const readPayload = <Payload>(kind: Kind<Payload>, payload: unknown): PayloadReading<Payload> => {
  const parsed = kind.payloadSchema.safeParse(payload);
  if (!parsed.success) return { ok: false, errors: fieldErrors(parsed.error) };
  const errors = kind.check(parsed.data);
  if (errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    payload: parsed.data,
    amount: kind.amountOf(parsed.data),
    content: kind.describe(parsed.data, kind.noFindings ?? {}),
  };
};
