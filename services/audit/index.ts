export { listAuditEvents } from "./list.ts";
export type { AuditEvent, AuditTarget } from "./model.ts";
