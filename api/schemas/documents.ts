import { z } from "@hono/zod-openapi";
import { id, moment, nullableMoment } from "./shapes.ts";

export const document = z
  .object({
    id: id("doc"),
    requestId: id("req"),
    taskId: id("tsk"),
    field: z.string(),
    fileName: z.string(),
    contentType: z.string(),
    bytes: z.number().int(),
    sha256: z
      .string()
      .openapi({ description: "Of the content, in hex; it stays when the content is deleted" }),
    createdAt: moment,
    deletedAt: nullableMoment,
  })
  .openapi("Document");
