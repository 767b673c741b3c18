import { databaseTime } from "../../db/queries/clock.ts";
import { listDocumentsOfTask } from "../../db/queries/documents.ts";
import { findMember, type MemberRow } from "../../db/queries/members.ts";
import { findRequest, type RequestRow } from "../../db/queries/requests.ts";
import { findRun, type RunRow } from "../../db/queries/runs.ts";
import { findServiceTask, type ServiceTaskRow } from "../../db/queries/service-tasks.ts";
import { findTaskLink, listActiveTaskLinks, type TimedTaskLink } from "../../db/queries/task-links.ts";
import { findTenant, type TenantRow } from "../../db/queries/tenants.ts";
import type { Runtime } from "../context.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { requestStanding } from "../runs/standing.ts";
import { formOf } from "../service-tasks/form-of.ts";
import { systemContext } from "../system-context.ts";
import { questionHash } from "./answer-hash.ts";
import { agrees } from "./lock.ts";
import type { AskedTask } from "./model.ts";
import type { TaskLinkIdentity } from "./open.ts";
import { recordedAnswer } from "./recorded-answer.ts";
import { taskState } from "./state.ts";

/** What is not known of somebody outside. */
const guestReader = { timeZone: "UTC", locale: "en-GB" };

type LoadedTask = {
  readonly link: TimedTaskLink;
  readonly task: ServiceTaskRow;
  readonly run: RunRow;
  readonly request: RequestRow;
  readonly tenant: TenantRow;
  /** Undefined for somebody outside. */
  readonly member: MemberRow | undefined;
};

const load = async (ctx: UnitContext, identity: TaskLinkIdentity): Promise<LoadedTask | null> => {
  const { tenantId } = identity;
  const { tx } = ctx.unit;
  const link = await findTaskLink(tx, tenantId, identity.jti);
  if (link === undefined || !agrees(link, identity)) {
    return null;
  }
  const task = await findServiceTask(tx, tenantId, link.taskId);
  const run = task === undefined ? undefined : await findRun(tx, tenantId, task.runId);
  const found = await findRequest(tx, tenantId, link.requestId);
  const tenant = await findTenant(tx, tenantId);
  const member = link.memberId === null ? undefined : await findMember(tx, tenantId, link.memberId);
  if (
    task === undefined ||
    run === undefined ||
    found === undefined ||
    tenant?.status !== "active" ||
    (link.memberId !== null && member?.status !== "active")
  ) {
    return null;
  }
  return { link, task, run, request: found.request, tenant, member };
};

const stateOf = ({ link, task, run, request }: LoadedTask, now: Date) =>
  taskState({
    taskStatus: task.status,
    runStatus: run.status,
    requestStanding: requestStanding(request),
    linkStatus: link.status,
    linkExpired: link.expired,
    dueAt: task.dueAt,
    now,
  });

const participantOf = ({ link, member }: LoadedTask): AskedTask["participant"] => {
  const { timeZone, locale } = member ?? guestReader;
  return { name: link.name, email: link.email, timeZone, locale };
};

/** What the holder of a link to a task sees now, or null when there is nothing for them. Never writes. */
export const readTask = (runtime: Runtime, identity: TaskLinkIdentity): Promise<AskedTask | null> => {
  const who = { name: "workflow", traceId: identity.jti } as const;
  return inTenant(systemContext(runtime, identity.tenantId, who), async (tx, ctx) => {
    const loaded = await load(ctx, identity);
    if (loaded === null) {
      return null;
    }
    const { task, link, tenant } = loaded;
    const form = formOf(task);
    const state = stateOf(loaded, await databaseTime(tx));
    const active = await listActiveTaskLinks(tx, identity.tenantId, task.id);
    const documents = state === "answered" ? await listDocumentsOfTask(tx, identity.tenantId, task.id) : [];
    return {
      state,
      tenantName: tenant.name,
      form,
      contentHash: questionHash(task.byHand),
      askedAt: link.issuedAt.toISOString(),
      dueAt: task.dueAt?.toISOString() ?? null,
      others: active.filter(({ jti, expired }) => jti !== link.jti && !expired).length,
      participant: participantOf(loaded),
      recorded: state === "answered" ? recordedAnswer(form, task, documents) : null,
    };
  });
};
