import { Hono } from "hono";
import type { z } from "zod";
import type { Sql } from "../../stand-in/connect.ts";
import { parseJson, Refusal, read } from "../refusal.ts";
import { listSecrets } from "../tenants/store.ts";
import { misbehave } from "./misbehave.ts";
import { findPlay } from "../systems/index.ts";
import { type Envelope, envelopeSchema, idSchema, type Task } from "./model.ts";
import { taskTypeSchema } from "./type.ts";
import type { Chance } from "./chance.ts";
import { perform } from "./perform.ts";
import { recordRefusal } from "./refusals.ts";
import { isSigned, type Signed } from "./verify-signature.ts";

export type TaskParts = {
  readonly sql: Sql;
  readonly chance: Chance;
  /** Raised when the sandbox stops: nothing hangs longer than that. */
  readonly closing: AbortSignal;
};

/**
 * `POST /tasks`: a signed service task, answered as the design has it. Under `/tenants/{tenantId}`, the same for this
 * tenant's tasks alone.
 */
export const taskRoutes = ({ sql, chance, closing }: TaskParts): Hono => {
  const routes = new Hono();
  routes.post("/", async (context) => {
    const { req } = context;
    const signed: Signed = { body: Buffer.from(await req.arrayBuffer()), headers: req.header() };
    const envelope = read(parseJson(signed.body.toString("utf8")), envelopeSchema);
    await refuseStranger(sql, envelope, req.param("tenantId"));
    await refuseUnsigned(sql, envelope, signed);
    const task = toTask(envelope, req.header("idempotency-key"));
    const { answer, misbehavior } = await perform(sql, task, chance);
    if (misbehavior !== null) return misbehave(misbehavior, [closing, req.raw.signal]);
    return context.json(answer, answer.outcome === "accepted" ? 202 : 200);
  });
  return routes;
};

const refuse = async (sql: Sql, { task }: Envelope, status: 401 | 403, reason: string): Promise<never> => {
  await recordRefusal(sql, { tenantId: task.tenantId, taskId: task.id }, reason);
  throw new Refusal(status, reason);
};

const refuseStranger = async (sql: Sql, envelope: Envelope, owner: string | undefined): Promise<void> => {
  if (owner === undefined || owner === envelope.task.tenantId) return;
  await refuse(sql, envelope, 403, "These are the systems of another tenant.");
};

const refuseUnsigned = async (sql: Sql, envelope: Envelope, signed: Signed): Promise<void> => {
  const secrets = await listSecrets(sql, envelope.task.tenantId);
  if (isSigned(secrets, signed)) return;
  const reason =
    secrets.length === 0 ? "The tenant has no secret here." : "No secret of the tenant fits the signature.";
  await refuse(sql, envelope, 401, reason);
};

const toTask = ({ task, input }: Envelope, key: string | undefined): Task => {
  if (key === undefined) throw new Refusal(400, "The header Idempotency-Key is missing.");
  const { tenantId, requestId, type, attempt } = task;
  const taskId = read(key, idSchema);
  read(type, taskTypeSchema);
  const schema = findPlay(type)?.input as z.ZodType<Task["input"]>;
  return { tenantId, requestId, taskId, type, attempt, input: read(input, schema) };
};
