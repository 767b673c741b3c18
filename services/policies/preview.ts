import { databaseTime } from "../../db/queries/clock.ts";
import { readHistory } from "../../db/queries/request-history.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import type { Kind } from "../kinds/model.ts";
import { readPayload } from "../kinds/read-payload.ts";
import { readDirectory } from "../members/read-directory.ts";
import type { Requester, RequestInput } from "../requests/model.ts";
import { readRequester } from "../requests/read-requester.ts";
import { type DescribedRoute, describeRoute } from "./describe-route.ts";
import { requireRules } from "./require-rules.ts";
import { requireVersion, type WantedVersion } from "./require-version.ts";

export type PreviewInput = WantedVersion & {
  readonly request: Pick<RequestInput, "requester" | "payload">;
};

export type Preview = DescribedRoute & { readonly policyId: Id<"policy">; readonly version: number };

/**
 * Says who would be asked if the request came now, in which order and why; writes nothing. Throws
 * `resource.not_found`, `body.invalid` and `reference.unknown`; what the policy would refuse is an outcome.
 */
export const previewPolicy = (ctx: Context, input: PreviewInput): Promise<Preview> =>
  inTenant(ctx, async (tx, unit) => {
    const { policy, version } = await requireVersion(unit, input);
    const { payload, amount } = requirePayload(requireKind(ctx, policy.kind), input.request.payload);
    const requester = await requireRequester(unit, input.request.requester);
    const route = describeRoute({
      rules: requireRules(version.rules),
      request: {
        amount: amount?.amount ?? null,
        currency: amount?.currency ?? null,
        payload,
        requester,
        history: await readHistory(tx, ctx.tenantId, requester.email),
      },
      directory: await readDirectory(tx, ctx.tenantId),
      now: await databaseTime(tx),
    });
    return { policyId: policy.id, version: version.version, ...route };
  });

const requireKind = (ctx: Context, name: string): Kind => {
  const kind = Object.hasOwn(ctx.kinds, name) ? ctx.kinds[name] : undefined;
  if (kind === undefined) {
    throw new DomainError("approval_request.kind_unknown", {
      detail: `The policy is for the kind "${name}", which this deployment does not know.`,
    });
  }
  return kind;
};

const requirePayload = (kind: Kind, payload: unknown) => {
  const reading = readPayload(kind, payload);
  if (!reading.ok) {
    throw new DomainError("body.invalid", {
      detail: `The payload is no valid ${kind.name}.`,
      errors: reading.errors.map(({ pointer, message }) => ({
        pointer: `/request/payload${pointer}`,
        message,
      })),
    });
  }
  return reading;
};

/** In this body the request is one level down. */
const requireRequester = async (
  ctx: UnitContext,
  requester: RequestInput["requester"],
): Promise<Requester> => {
  try {
    return await readRequester(ctx, requester);
  } catch (error) {
    if (!(error instanceof DomainError)) {
      throw error;
    }
    const errors = error.errors.map(({ pointer, message }) => ({ pointer: `/request${pointer}`, message }));
    throw new DomainError(error.code, { detail: error.message, errors });
  }
};
