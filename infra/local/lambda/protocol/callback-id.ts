import { callbackIdCharactersMax } from "./limits.ts";

export type CallbackReference = { readonly executionId: string; readonly operationId: string };

const contentPattern = /^([a-zA-Z0-9_-]{1,64})\/([a-zA-Z0-9_-]{1,64})\/([a-zA-Z0-9_-]{1,64})$/;

/** Plain base64, as AWS's ids are: `+`, `/` and `=` may appear, so a caller must percent-encode them. */
export const encodeCallbackId = (reference: CallbackReference, secret: string): string =>
  Buffer.from(`${reference.executionId}/${reference.operationId}/${secret}`).toString("base64");

/** Tells where a callback id points; whether it is the genuine one, the stored operation says. */
export const parseCallbackId = (text: string): CallbackReference | undefined => {
  if (text.length > callbackIdCharactersMax) return undefined;
  const [, executionId, operationId] =
    contentPattern.exec(Buffer.from(text, "base64").toString("latin1")) ?? [];
  if (executionId === undefined || operationId === undefined) return undefined;
  return { executionId, operationId };
};
