import type { AuditBody, AuditEvent } from "./model.ts";

type AuditRow = {
  readonly seq: number;
  readonly atMicroseconds: bigint;
  readonly body: Buffer;
  readonly hash: Buffer;
  readonly prev: Buffer;
};

const microsecondsPerMillisecond = 1000n;

/** RFC 3339, to the microsecond that was hashed. */
export const formatMicroseconds = (at: bigint): string => {
  const milliseconds = new Date(Number(at / microsecondsPerMillisecond)).toISOString().slice(0, -1);
  return `${milliseconds}${String(at % microsecondsPerMillisecond).padStart(3, "0")}Z`;
};

/** The event as the API shows it: the hashed body, and what the database framed it with. */
export const toAuditEvent = (row: AuditRow): AuditEvent => {
  const { v: _version, tenantId: _tenant, ...body } = JSON.parse(row.body.toString("utf8")) as AuditBody;
  return {
    ...body,
    seq: row.seq,
    at: formatMicroseconds(row.atMicroseconds),
    hash: row.hash.toString("hex"),
    prev: row.prev.toString("hex"),
  };
};
