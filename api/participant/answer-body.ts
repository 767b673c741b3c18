import type { Context } from "hono";
import { fileMaxBytes, filesMax, type Upload } from "../../services/documents/index.ts";
import { mediaTypeOf, readBytes, readForm } from "../pages/form-body.ts";
import { formMaxBytes } from "./read-answer.ts";
import { inputName } from "./read-field.ts";

const bodyMaxBytes = filesMax * fileMaxBytes + formMaxBytes;
/** A browser that sends somewhat too much shall see why. */
const drainMaxBytes = 4 * bodyMaxBytes;
/** Twenty fields, two parts each, and what the pages carry along. */
const partsMax = 60;

/** What the last step is sent with. */
export type AnswerBody = { readonly form: URLSearchParams; readonly uploads: readonly Upload[] };

const countParts = (body: Buffer, boundary: string): number => {
  const mark = `--${boundary}`;
  let parts = 0;
  for (
    let at = body.indexOf(mark);
    at !== -1 && parts <= partsMax;
    at = body.indexOf(mark, at + mark.length)
  ) {
    parts += 1;
  }
  return parts;
};

const parse = async (body: Buffer, type: string): Promise<FormData | null> => {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined || countParts(body, mark) > partsMax) {
    return null;
  }
  try {
    return await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  } catch {
    return null;
  }
};

/** An input in which no file was chosen is sent as one without a name and without content. */
const isChosen = ({ name, size }: File): boolean => name !== "" || size > 0;

const separate = async (data: FormData): Promise<AnswerBody> => {
  const form = new URLSearchParams();
  const uploads: Upload[] = [];
  for (const [name, value] of data) {
    if (typeof value === "string") {
      form.append(name, value);
    } else if (isChosen(value) && name.startsWith(inputName(""))) {
      const content = Buffer.from(await value.arrayBuffer());
      uploads.push({ field: name.slice(inputName("").length), fileName: value.name, content });
    }
  }
  return { form, uploads };
};

/** The form of the last step, with its files where it has any. */
export const readAnswerBody = async (c: Context): Promise<AnswerBody | "too_large" | "not_a_form"> => {
  if (mediaTypeOf(c) !== "multipart/form-data") {
    const form = await readForm(c, formMaxBytes);
    return typeof form === "string" ? form : { form, uploads: [] };
  }
  const body = await readBytes(c, { maxBytes: bodyMaxBytes, drainMaxBytes });
  if (body === "too_large") {
    return body;
  }
  const data = await parse(body, c.req.header("content-type") ?? "");
  return data === null ? "not_a_form" : separate(data);
};
