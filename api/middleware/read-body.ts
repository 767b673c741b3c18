import { createMiddleware } from "hono/factory";
import { DomainError } from "../../services/errors.ts";
import { findUnstorable } from "../../services/kinds/unstorable.ts";
import type { Environment } from "../environment.ts";

const bodyMaxBytes = 256 * 1024;
const drainMaxBytes = 16 * 1024 * 1024;
const depthMax = 32;
const jsonType = /^application\/([a-z0-9.+-]+\+)?json\s*(;|$)/i;

/** Counts nesting in the text itself: parsers recurse, and this must hold before one is let at it. */
const isTooDeep = (text: string): boolean => {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === "\\") {
        at += 1;
      } else if (character === '"') {
        inString = false;
      }
    } else if (character === '"') {
      inString = true;
    } else if (character === "{" || character === "[") {
      depth += 1;
      if (depth > depthMax) {
        return true;
      }
    } else if (character === "}" || character === "]") {
      depth -= 1;
    }
  }
  return false;
};

/**
 * The size is counted as it comes in: a content-length may lie or be absent. What is too much is thrown away while
 * it comes, up to a limit: a client that is still sending would not see an answer given before.
 */
const readText = async (body: ReadableStream<Uint8Array>): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > drainMaxBytes) {
        break;
      }
      if (bytes <= bodyMaxBytes) {
        chunks.push(chunk);
      }
    }
  } catch {
    // The connection's trouble is the client's, and must not look like the database's.
    throw malformed("ended before it was complete");
  }
  if (bytes > bodyMaxBytes) {
    throw new DomainError("body.too_large", { detail: `A body may have ${bodyMaxBytes} bytes at most.` });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  } catch {
    throw malformed("is not UTF-8");
  }
};

const malformed = (message: string): DomainError =>
  new DomainError("body.malformed", {
    detail: `The body ${message}.`,
    errors: [{ pointer: "", message }],
  });

const check = (text: string): void => {
  if (isTooDeep(text)) {
    const message = `is nested deeper than ${depthMax} levels`;
    throw new DomainError("body.invalid", {
      detail: `The body ${message}.`,
      errors: [{ pointer: "", message }],
    });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed("is not valid JSON");
  }
  const errors = findUnstorable(value);
  if (errors.length > 0) {
    throw new DomainError("body.invalid", {
      detail: "The body holds characters or names that cannot be kept.",
      errors,
    });
  }
};

/** The same request with the body that was read, for whoever reads it next. */
const withBody = (raw: Request, text: string): Request => {
  const headers = new Headers(raw.headers);
  headers.set("content-type", "application/json");
  headers.delete("content-length");
  return new Request(raw.url, { method: raw.method, headers, body: text });
};

const bodiless = new Set(["GET", "HEAD", "DELETE", "OPTIONS"]);

/**
 * Reads a JSON body within its limits before anything else looks at it. A verb may be called without a body: that
 * is the same as an empty object.
 */
export const readBody = createMiddleware<Environment>(async (c, proceed) => {
  const { raw } = c.req;
  if (!bodiless.has(raw.method)) {
    const text = raw.body === null ? "" : await readText(raw.body);
    if (text !== "") {
      if (!jsonType.test(c.req.header("content-type") ?? "")) {
        throw new DomainError("body.unsupported_media_type", {
          detail: "Send the body as application/json.",
        });
      }
      check(text);
    }
    c.req.raw = withBody(raw, text === "" ? "{}" : text);
  }
  await proceed();
});
