import type { Context } from "hono";

export const formMediaType = "application/x-www-form-urlencoded";

/** The media type that a body says it has, without its parameters. */
export const mediaTypeOf = (c: Context): string => {
  const [type = ""] = (c.req.header("content-type") ?? "").toLowerCase().split(";");
  return type.trim();
};

/**
 * A body up to a limit, counted as it comes in: a content-length may lie or be absent. What is too much is thrown away
 * while it comes, up to another limit: a browser that is still sending would not show an answer given before.
 */
export const readBytes = async (
  c: Context,
  { maxBytes, drainMaxBytes = maxBytes }: { readonly maxBytes: number; readonly drainMaxBytes?: number },
): Promise<Buffer | "too_large"> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      chunks.length = 0;
      if (bytes > drainMaxBytes) {
        break;
      }
    } else {
      chunks.push(chunk);
    }
  }
  return bytes > maxBytes ? "too_large" : Buffer.concat(chunks);
};

/** The fields of a form post, read within a limit. */
export const readForm = async (
  c: Context,
  maxBytes: number,
): Promise<URLSearchParams | "too_large" | "not_a_form"> => {
  if (mediaTypeOf(c) !== formMediaType) {
    return "not_a_form";
  }
  const body = await readBytes(c, { maxBytes });
  return body === "too_large" ? body : new URLSearchParams(body.toString("utf8"));
};

/** A browser sends every line break as CR LF; what is signed and kept must not depend on that. */
export const readText = (form: URLSearchParams, name: string): string =>
  (form.get(name) ?? "").replaceAll(/\r\n?/g, "\n").trim();
