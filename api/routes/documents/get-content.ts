import { z } from "@hono/zod-openapi";
import { fileTypes, readDocumentContent } from "../../../services/documents/index.ts";
import type { App } from "../../app.ts";
import { tenantRoute } from "../../route.ts";
import { itemPath } from "../../schemas/shapes.ts";

const bytes = { schema: z.string().openapi({ format: "binary" }) };
const contents = Object.fromEntries(Object.values(fileTypes).map(({ contentType }) => [contentType, bytes]));

const contract = tenantRoute("tasks:read", {
  method: "get",
  path: "/v1/documents/{id}/content",
  operationId: "getDocumentContent",
  summary: "The bytes of a document, to be saved and never shown in place",
  tags: ["Documents"],
  request: { params: itemPath("doc") },
  responses: { 200: { description: "The content, as an attachment", content: contents } },
  problems: ["document.deleted"],
});

/** Only these need no encoding in the name's plain form. */
const plain = /[^A-Za-z0-9._ -]/g;
/** What `encodeURIComponent` leaves, but RFC 8187 does not. */
const leftOver = /['()*!]/g;

/** RFC 6266: a plain name for old clients, the whole one for all others. Never shown in place of a page. */
const disposition = (fileName: string): string => {
  const encoded = encodeURIComponent(fileName).replaceAll(
    leftOver,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${fileName.replaceAll(plain, "_")}"; filename*=UTF-8''${encoded}`;
};

export const getDocumentContentRoute = (app: App) =>
  app.openapi(contract, async (c) => {
    const { document, content } = await readDocumentContent(c.var.ctx, c.req.valid("param").id);
    return c.body(new Uint8Array(content), 200, {
      "Content-Type": document.contentType,
      "Content-Disposition": disposition(document.fileName),
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    });
  });
