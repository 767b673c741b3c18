import { readHistory } from "../../db/queries/request-history.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import type { FieldError, Findings, Kind } from "../kinds/model.ts";
import { pointerOf } from "../kinds/pointer.ts";
import { readPayload } from "../kinds/read-payload.ts";
import { readDirectory } from "../members/read-directory.ts";
import { findOut } from "../requests/find-out.ts";
import type { Requester, RequestInput } from "../requests/model.ts";
import { readRequester } from "../requests/read-requester.ts";
import { type DescribedRoute, describeRoute } from "./describe-route.ts";
import { knownFindings } from "./known-findings.ts";
import { requireRules } from "./require-rules.ts";
import { requireVersion, type WantedVersion } from "./require-version.ts";

export type PreviewInput = WantedVersion & {
  readonly request: Pick<RequestInput, "requester" | "payload">;
  /** In place of what the kind would find; what is not named here stays as it would be found. */
  readonly findings?: Findings | undefined;
};

export type Preview = DescribedRoute & { readonly policyId: Id<"policy">; readonly version: number };

/**
 * Says who would be asked if the request came now, in which order and why; writes nothing. Throws
 * `resource.not_found`, `body.invalid` and `reference.unknown`; what the policy would refuse is an outcome.
 */
export const previewPolicy = (ctx: Context, input: PreviewInput): Promise<Preview> =>
  inTenant(ctx, async (tx, unit) => {
    const { policy, version } = await requireVersion(unit, input);
    const kind = requireKind(ctx, policy.kind);
    const { payload, amount } = requirePayload(kind, input.request.payload);
    const given = requireFindings(kind, input.findings ?? {});
    const requester = await requireRequester(unit, input.request.requester);
    const { findings: found, now } = await findOut(unit, kind, { payload });
    const route = describeRoute({
      rules: requireRules(version.rules),
      request: {
        amount: amount?.amount ?? null,
        currency: amount?.currency ?? null,
        payload,
        findings: knownFindings(kind, { ...found, ...given }),
        requester,
        history: await readHistory(tx, ctx.tenantId, requester.email),
      },
      directory: await readDirectory(tx, ctx.tenantId),
      now,
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

/** A name that the kind never finds would be asked about in vain. */
const requireFindings = (kind: Kind, findings: Findings): Findings => {
  const names = Object.keys(kind.noFindings ?? {});
  const errors = Object.keys(findings)
    .filter((name) => !names.includes(name))
    .map((name): FieldError => {
      const known = names.length === 0 ? "it finds nothing" : `it finds ${names.join(", ")}`;
      return { pointer: pointerOf(["findings", name]), message: `is not found of this kind: ${known}` };
    });
  if (errors.length > 0) {
    throw new DomainError("body.invalid", { detail: `A ${kind.name} has no such findings.`, errors });
  }
  return findings;
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
