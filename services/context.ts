import type { Database } from "../db/client.ts";
import type { Id } from "../db/schema/columns.ts";
import type { TenantTransaction } from "../db/tenant.ts";
import type { Kinds } from "./kinds/model.ts";
import type { LeasedMessage, Outbox } from "./outbox/model.ts";
import type { Ports } from "./ports.ts";

/** Who does something. Software that decides by itself appears under a reserved name. */
export type Actor =
  | { readonly type: "api_key"; readonly id: Id<"apiKey"> }
  | { readonly type: "member"; readonly id: Id<"member"> }
  /** Somebody outside who does a task; `id` is that of the link that was mailed to them. */
  | { readonly type: "participant"; readonly id: string }
  | { readonly type: "operator" }
  | { readonly type: "system"; readonly name: "policy" | "workflow" | "relay" };

/** How the actor was known; goes into every audit event. */
export type Auth =
  | { readonly method: "api_key"; readonly keyId: Id<"apiKey"> }
  | { readonly method: "operator_token" }
  | { readonly method: "email_link"; readonly level: "link" | "code"; readonly jti: string }
  | { readonly method: "internal" };

export type Settings = {
  /** Where approvers and clients reach us, without a trailing slash. */
  readonly baseUrl: string;
  readonly mailFrom: string;
  /** Hosts that a tenant's integration may not name are refused, unless this is on (one machine only). */
  readonly allowLoopbackTargets: boolean;
};

/** What a process has, whoever calls. */
export type Runtime = {
  readonly db: Database;
  readonly ports: Ports;
  readonly kinds: Kinds;
  readonly settings: Settings;
  readonly outbox: Outbox;
};

/** The open transaction of a context, with what is to go out once it has committed. */
export type Unit = { readonly tx: TenantTransaction; readonly messages: LeasedMessage[] };

/** What a verb gets: the runtime, one tenant, one actor, and the transaction when one is open already. */
export type Context = Runtime & {
  readonly tenantId: Id<"tenant">;
  readonly actor: Actor;
  readonly auth: Auth;
  /** The HTTP request's or the execution's id, for logs and audit. */
  readonly traceId: string;
  readonly unit?: Unit;
};
