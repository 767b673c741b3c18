import { databaseTime } from "../../db/queries/clock.ts";
import {
  listRecentRequests,
  readPastHistories,
  type RecentRequest,
} from "../../db/queries/recent-requests.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import type { Kind } from "../kinds/model.ts";
import { readDirectory } from "../members/read-directory.ts";
import { knownFindings } from "./known-findings.ts";
import type { Directory } from "./model.ts";
import { readPolicyVersion, type VersionInForce } from "./read-version.ts";
import { requesterOf } from "./requester-of.ts";
import { requireRules } from "./require-rules.ts";
import { requireVersion } from "./require-version.ts";
import { emptySimulation, type PastRequest, type Simulation, simulate } from "./simulate.ts";

/** Requests that are looked back upon. */
export const lastMaxCount = 1000;
export const lastDefaultCount = 200;
/** Requests that are in memory at once, since payloads may be large. */
const pageSize = 50;

export type SimulationInput = {
  readonly policyId: Id<"policy">;
  readonly version: number;
  readonly last: number;
};

export type PolicySimulation = Simulation & {
  readonly policyId: Id<"policy">;
  readonly version: number;
};

/**
 * Routes the last requests of the policy's kind by one of its versions and says what would have gone another way than
 * by the version that each had; writes nothing. Throws `resource.not_found` and `reference.unknown`.
 */
export const simulatePolicy = (
  ctx: Context,
  { policyId, version, last }: SimulationInput,
): Promise<PolicySimulation> =>
  inTenant(ctx, async (tx, unit) => {
    const { policy, version: wanted } = await requireVersion(unit, { policyId, version });
    const directory = await readDirectory(tx, ctx.tenantId);
    const draft = { rules: requireRules(wanted.rules), directory, now: await databaseTime(tx) };
    const known = { kind: ctx.kinds[policy.kind], directory, versions: new Map() };
    let simulation = emptySimulation;
    let before: Id<"request"> | null = null;
    while (simulation.requests < last) {
      const limit = Math.min(pageSize, last - simulation.requests);
      const page: RecentRequest[] = await listRecentRequests(tx, ctx.tenantId, {
        kind: policy.kind,
        before,
        limit,
      });
      simulation = simulate(await toPastRequests(unit, page, known), draft, simulation);
      before = page.at(-1)?.id ?? null;
      if (page.length < limit) {
        break;
      }
    }
    return { policyId, version, ...simulation };
  });

type Known = {
  readonly kind: Kind | undefined;
  readonly directory: Directory;
  readonly versions: Map<string, VersionInForce | null>;
};

const noHistory = { requestsLast30Days: 0, totalLast30Days: 0 };

const toPastRequests = async (
  ctx: UnitContext,
  page: readonly RecentRequest[],
  { kind, directory, versions }: Known,
): Promise<readonly PastRequest[]> => {
  await readVersions(ctx, page, versions);
  const ids = page.map(({ id }) => id);
  const histories = await readPastHistories(ctx.unit.tx, ctx.tenantId, ids);
  const historyOf = new Map(histories.map(({ id, ...history }) => [id, history]));
  return page.flatMap((row): PastRequest[] => {
    const version = versions.get(row.policyVersionId) ?? null;
    if (version === null) return [];
    const { amount, currency } = row;
    const input = {
      amount,
      currency,
      payload: JSON.parse(row.payload) as unknown,
      findings: knownFindings(kind, row.findings),
      requester: requesterOf(row, directory),
      history: historyOf.get(row.id) ?? noHistory,
    };
    const { policyId, version: policyVersion, rules } = version;
    return [{ id: row.id, title: row.title, input, policyId, policyVersion, rules }];
  });
};

/** Reads those versions that are not known yet; many requests have few. */
const readVersions = async (
  ctx: UnitContext,
  page: readonly RecentRequest[],
  versions: Map<string, VersionInForce | null>,
): Promise<void> => {
  for (const { policyVersionId } of page) {
    if (!versions.has(policyVersionId)) {
      versions.set(policyVersionId, await readPolicyVersion(ctx.unit.tx, ctx.tenantId, policyVersionId));
    }
  }
};
