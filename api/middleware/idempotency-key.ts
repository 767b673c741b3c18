import { createHash } from "node:crypto";
import { createMiddleware } from "hono/factory";
import { DomainError } from "../../services/errors.ts";
import type { Environment } from "../environment.ts";

/** 1 to 255 visible ASCII characters. */
const keyForm = /^[\x21-\x7e]{1,255}$/;

/** Reads the Idempotency-Key of a POST, with what it stands for: method, path and body to the byte. */
export const idempotencyKey = createMiddleware<Environment>(async (c, proceed) => {
  const key = c.req.header("idempotency-key");
  if (c.req.method === "POST" && key !== undefined) {
    if (!keyForm.test(key)) {
      throw new DomainError("idempotency_key.invalid", {
        detail: "An Idempotency-Key has 1 to 255 visible ASCII characters.",
        errors: [{ pointer: "?Idempotency-Key", message: "has another form" }],
      });
    }
    const call = `${c.req.method} ${c.req.path}\n${await c.req.text()}`;
    c.set("onceKey", { key, fingerprint: createHash("sha256").update(call, "utf8").digest() });
  }
  await proceed();
});
