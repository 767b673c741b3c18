import { z } from "zod";
import { type Fault, invalidValue } from "./fault.ts";
import {
  checkpointTokenCharactersMax,
  clientTokenCharactersMax,
  durationSecondsMax,
  nameCharactersMax,
  operationIdCharactersMax,
  subTypeCharactersMax,
  updatesPerCheckpointMax,
} from "./limits.ts";
import type { ErrorObject, OperationUpdate } from "./types.ts";

const operationId = z
  .string()
  .regex(/^[a-zA-Z0-9_-]+$/)
  .max(operationIdCharactersMax);
const seconds = (least: number) => z.int().min(least).max(durationSecondsMax);

/** AWS's models send null for an absent member; both mean absent. */
const absent = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => value ?? undefined, schema.optional());

const errorObject = z.object({
  ErrorMessage: absent(z.string()),
  ErrorType: absent(z.string()),
  ErrorData: absent(z.string()),
  StackTrace: absent(z.array(z.string())),
});

const operationUpdate = z.object({
  Id: operationId,
  Type: z.enum(["EXECUTION", "CONTEXT", "STEP", "WAIT", "CALLBACK", "CHAINED_INVOKE"]),
  Action: z.enum(["START", "SUCCEED", "FAIL", "RETRY", "CANCEL"]),
  ParentId: absent(operationId),
  Name: absent(z.string().min(1).max(nameCharactersMax)),
  SubType: absent(z.string().min(1).max(subTypeCharactersMax)),
  Payload: absent(z.string()),
  Error: absent(errorObject),
  ContextOptions: absent(z.object({ ReplayChildren: absent(z.boolean()) })),
  StepOptions: absent(z.object({ NextAttemptDelaySeconds: absent(seconds(0)) })),
  WaitOptions: absent(z.object({ WaitSeconds: absent(seconds(1)) })),
  CallbackOptions: absent(
    z.object({ TimeoutSeconds: absent(seconds(0)), HeartbeatTimeoutSeconds: absent(seconds(0)) }),
  ),
  ChainedInvokeOptions: absent(z.object({ FunctionName: z.string(), TenantId: absent(z.string()) })),
});

const checkpointRequest = z.object({
  CheckpointToken: z.string().min(1).max(checkpointTokenCharactersMax),
  ClientToken: absent(z.string().max(clientTokenCharactersMax)),
  Updates: absent(z.array(operationUpdate).max(updatesPerCheckpointMax)),
});

export type CheckpointRequest = {
  readonly CheckpointToken: string;
  readonly ClientToken?: string | undefined;
  readonly Updates?: readonly OperationUpdate[] | undefined;
};

type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: Fault };

/** Checks the shape, lengths and ranges of a checkpoint; the machine checks what it means. */
export const parseCheckpointRequest = (body: unknown): Parsed<CheckpointRequest> =>
  parse(checkpointRequest, body);

/** An absent body means an empty error object. */
export const parseErrorObject = (body: unknown): Parsed<ErrorObject> => parse(errorObject, body ?? {});

const parse = <Value>(schema: z.ZodType<Value>, body: unknown): Parsed<Value> => {
  const parsed = schema.safeParse(body);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  const field = lowerFirst(issue?.path.map(String).join(".") || "body");
  return { ok: false, fault: invalidValue(field, issue?.message ?? "Member has an invalid value") };
};

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
