import { Webhook } from "standardwebhooks";

export type Signed = {
  /** As it came: one byte less or more, and no signature fits. */
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
};

/** Whether one of the secrets signed this within the last five minutes (Standard Webhooks). */
export const isSigned = (secrets: readonly string[], { body, headers }: Signed): boolean =>
  secrets.some((secret) => {
    try {
      new Webhook(secret).verify(body, { ...headers }, { jsonParse: false });
      return true;
    } catch {
      return false;
    }
  });
