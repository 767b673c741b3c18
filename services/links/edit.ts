import { findVersion } from "../../db/queries/requests.ts";
import type { Runtime } from "../context.ts";
import { DomainError } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { readPayload } from "../kinds/read-payload.ts";
import { requireKind } from "../kinds/require-kind.ts";
import { editRequest } from "../requests/edit.ts";
import { linkContext } from "./context.ts";
import { isLive, type LockedLink, lockLink } from "./lock.ts";
import type { LinkIdentity } from "./open.ts";

/** What somebody has entered in the form of the kind, by field. */
export type Entered = Readonly<Record<string, string>>;

export type PlannedEdit =
  | {
      readonly ok: true;
      /** Fields whose value would be another. */
      readonly changes: readonly {
        readonly label: string;
        readonly before: string;
        readonly after: string;
      }[];
    }
  /** What is wrong, by field; what belongs to none has the empty name. */
  | { readonly ok: false; readonly faults: readonly { readonly field: string; readonly message: string }[] };

export type LinkEdit = { readonly entered: Entered; readonly contentHash: string; readonly traceId: string };

type Plan = PlannedEdit & { readonly payload: unknown };

const linkVoid = (): DomainError =>
  new DomainError("link.void", { detail: "This link is no longer valid, or the request has changed." });

/** The link's version with what was entered; throws `link.void` where the link decides nothing any more. */
const plan = async (ctx: UnitContext, locked: LockedLink | null, entered: Entered): Promise<Plan> => {
  if (locked === null || !isLive(locked)) throw linkVoid();
  const { request } = locked;
  const kind = requireKind(ctx, request.kind);
  const wanted = { requestId: request.id, version: request.currentVersion };
  const version = await findVersion(ctx.unit.tx, ctx.tenantId, wanted);
  if (version === undefined || kind.editForm === undefined) throw linkVoid();
  const before: unknown = JSON.parse(version.payload);
  const applied = kind.editForm.apply(before, entered);
  if ("errors" in applied) {
    const faults = applied.errors.map(({ pointer, message }) => ({ field: pointer.slice(1), message }));
    return { ok: false, faults, payload: before };
  }
  const read = readPayload(kind, applied.payload);
  if (!read.ok) {
    const faults = read.errors.map(({ pointer, message }) => ({
      field: "",
      message: `${pointer} ${message}`,
    }));
    return { ok: false, faults, payload: before };
  }
  const after = new Map(kind.editForm.fields(read.payload).map(({ name, value }) => [name, value]));
  const changes = kind.editForm.fields(before).flatMap(({ name, label, value }) => {
    const changed = after.get(name) ?? "";
    return changed === value ? [] : [{ label, before: value, after: changed }];
  });
  return { ok: true, changes, payload: read.payload };
};

/** What an edit by the holder of a link would change; changes nothing. Throws `link.void`. */
export const planEdit = (
  runtime: Runtime,
  identity: LinkIdentity,
  { entered, traceId }: Omit<LinkEdit, "contentHash">,
): Promise<PlannedEdit> =>
  inTenant(linkContext(runtime, identity, { level: "link", traceId }), async (_tx, ctx) => {
    const { payload: _payload, ...planned } = await plan(ctx, await lockLink(ctx, identity), entered);
    return planned;
  });

/**
 * Edits a request as the holder of a link: a new version, which everybody is asked about anew, the editor among them.
 * Decides nothing, so that a stage that asks for a code asks for it at that decision. Throws `link.void`, `body.invalid`
 * and what `editRequest` throws.
 */
export const editByLink = (
  runtime: Runtime,
  identity: LinkIdentity,
  { entered, contentHash, traceId }: LinkEdit,
): Promise<void> =>
  inTenant(linkContext(runtime, identity, { level: "link", traceId }), async (tx, ctx) => {
    const locked = await lockLink(ctx, identity);
    const planned = await plan(ctx, locked, entered);
    const request = locked?.request;
    if (request === undefined) throw linkVoid();
    const wanted = { requestId: request.id, version: identity.requestVersion };
    const version = await findVersion(tx, ctx.tenantId, wanted);
    if (version?.contentHash.toString("hex") !== contentHash) throw linkVoid();
    if (!planned.ok) throw new DomainError("body.invalid", { detail: "What was entered is not valid." });
    await editRequest(ctx, {
      id: request.id,
      requestVersion: identity.requestVersion,
      payload: planned.payload as Readonly<Record<string, unknown>>,
      actingMemberId: identity.memberId,
    });
  });
