import type { Id } from "../../../db/schema/columns.ts";
import { createHttpSender } from "../../../services/adapters/http-sender.ts";
import type { Context, Runtime } from "../../../services/context.ts";
import { createIntegration } from "../../../services/integrations/index.ts";
import { createPolicy, publishPolicy } from "../../../services/policies/index.ts";
import { createRequest, getRequest, type RequestDetail } from "../../../services/requests/index.ts";
import { kinds } from "../../../workflows/kinds.ts";
import type { Kind } from "../../../services/kinds/model.ts";
import type { Mail } from "../../../services/ports.ts";
import { openRuntime } from "../../support/runtime.ts";
import { openTenant } from "../../support/tenant.ts";
import type { Backend, OpenBackend } from "./backends/backend.ts";
import { creatorOf } from "./creator-of.ts";
import { employ, type People } from "./people.ts";
import { openPromptOutbox, type PromptOutbox } from "./prompt-outbox.ts";
import { openSandbox, type SandboxDoor } from "./sandbox-door.ts";
import type { KindUnderTest, Scenario } from "./scenario.ts";
import { openTimeMachine } from "./time-machine.ts";

/** One request in a world, with its tenant and everybody in it. */
export type Scene = {
  readonly world: World;
  /** A client app of the tenant. */
  readonly ctx: Context;
  readonly people: People;
  readonly requestId: Id<"request">;
  readonly request: () => Promise<RequestDetail>;
};

export type World = {
  readonly runtime: Runtime;
  readonly backend: Backend;
  readonly sandbox: SandboxDoor;
  readonly outbox: PromptOutbox;
  readonly databaseUrl: string;
  /** Every mail that went out, of all scenes. */
  readonly mails: readonly Mail[];
  /** Resolves when all that follows from what was done has been done: nothing sends, nothing runs. */
  readonly settled: () => Promise<void>;
  /** Lets time pass for the request, and wakes its run. */
  readonly pass: (requestId: Id<"request">, seconds: number) => Promise<void>;
  /** A tenant of its own with its people, its policy and its systems, and a request that was just asked for. */
  readonly begin: (scenario: Scenario) => Promise<Scene>;
  readonly close: () => Promise<void>;
};

const kindCalled = (name: string): Kind => {
  const found = kinds[name];
  if (found === undefined) {
    throw new Error(`workflows/kinds.ts knows no kind "${name}"`);
  }
  return found;
};

const payloadOf = (under: KindUnderTest): Record<string, unknown> =>
  under.payload?.() ?? (kindCalled(under.kind).examples?.[0] as Record<string, unknown> | undefined) ?? {};

/** What is real: the database, the verbs, the outbox's handlers, HTTP, the sandbox and the durable functions. */
export const openWorld = async (under: KindUnderTest, openBackend: OpenBackend): Promise<World> => {
  const backend = await openBackend({
    [kindCalled(under.kind).functionName]: (client) => creatorOf(under.kind)(runtime, client),
  });
  const opened = await openRuntime({
    settings: { allowLoopbackTargets: true },
    ports: { ...backend.ports, http: createHttpSender({ allowLoopback: true }) },
    outbox: {
      hasRoom: () => true,
      dispatch: (messages) => outbox.dispatch(messages),
    },
  });
  const { runtime, database, outside } = opened;
  const outbox = openPromptOutbox(() => runtime, database.relayUrl);
  const sandbox = await openSandbox(database.adminUrl);
  const time = openTimeMachine(database.adminUrl);

  /** A ring counts as sent only when it has woken its run, so there is no moment between the two in which both rest. */
  const settled = async (): Promise<void> => {
    do {
      await outbox.idle();
      await backend.idle();
    } while (outbox.isBusy());
    if (backend.failures.length > 0) {
      throw new Error(`the function failed: ${backend.failures.join("; ")}`);
    }
  };

  const world: World = {
    runtime,
    backend,
    sandbox,
    outbox,
    databaseUrl: database.adminUrl,
    mails: outside.mails,
    settled,
    pass: async (requestId, seconds) => {
      await time.pass(requestId, seconds);
      await outbox.sweep();
      await backend.ringAll();
      await settled();
    },
    begin: (scenario) => begin(world, under, scenario),
    close: async () => {
      await settled();
      await backend.close();
      await outbox.close();
      await sandbox.close();
      await time.close();
      await opened.close();
    },
  };
  return world;
};

const begin = async (world: World, under: KindUnderTest, scenario: Scenario): Promise<Scene> => {
  const { runtime, sandbox } = world;
  await sandbox.misbehave(scenario.sandbox ?? []);
  // What the scenario before has left over is not this one's.
  world.outbox.takeGivenUp();
  const ctx = await openTenant(runtime, "Acme");
  const people = await employ(ctx, under.people ?? []);
  if (under.tasks.length > 0) {
    const { secret } = await createIntegration(ctx, { tasks: [...under.tasks], url: sandbox.tasksUrl });
    await sandbox.trust(ctx.tenantId, secret ?? "");
  }
  const rules = [...(scenario.rules ?? under.rules)(people)];
  const policy = await createPolicy(ctx, { kind: under.kind, name: "In force", rules });
  await publishPolicy(ctx, { policyId: policy.id, version: 1 });
  await under.prepare?.({ world, ctx, people });
  const { id } = await createRequest(ctx, {
    kind: under.kind,
    title: scenario.name,
    requester: { memberId: people.requester },
    payload: { ...payloadOf(under), ...scenario.payload },
  });
  await world.settled();
  return { world, ctx, people, requestId: id, request: () => getRequest(ctx, id) };
};
