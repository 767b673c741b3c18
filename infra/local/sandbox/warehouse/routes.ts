import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { type Sql, withDeadline } from "../../stand-in/connect.ts";
import { fileBytesMax, idCharactersMax } from "../limits.ts";
import { read, refuseLargeBody } from "../refusal.ts";
import { datasetSchema, objectFields } from "./contract.ts";
import { listFiles, storeFile } from "./files.ts";
import { listLineage } from "./lineage.ts";
import { s3EventOf } from "./s3-event.ts";
import { liveTable } from "./tables.ts";

const objectSchema = z.object({ bucket: objectFields.bucket, key: objectFields.key });
const tableSchema = z.object({ tenantId: z.string().max(idCharactersMax), dataset: datasetSchema });

/** `PUT /files/<bucket>/<key>` keeps a file and answers with the event that S3 would send; `GET /files` lists the newest. */
export const fileRoutes = (sql: Sql): Hono => {
  const routes = new Hono();
  routes.put(
    "/:bucket/:key{.+}",
    bodyLimit({ maxSize: fileBytesMax, onError: (context) => refuseLargeBody(context, fileBytesMax) }),
    async (context) => {
      const object = read(context.req.param(), objectSchema);
      const content = Buffer.from(await context.req.arrayBuffer());
      return context.json(s3EventOf(await withDeadline(storeFile(sql, object, content))));
    },
  );
  routes.get("/", async (context) => context.json({ data: await withDeadline(listFiles(sql)) }));
  return routes;
};

/** `GET /warehouse/<tenant>/<dataset>`: the table that it is in, and where its rows came from. */
export const warehouseRoutes = (sql: Sql): Hono => {
  const routes = new Hono();
  routes.get("/:tenantId/:dataset", async (context) => {
    const wanted = read(context.req.param(), tableSchema);
    const lineage = await withDeadline(listLineage(sql, wanted));
    return context.json({ table: `local_warehouse.${liveTable(wanted)}`, lineage });
  });
  return routes;
};
