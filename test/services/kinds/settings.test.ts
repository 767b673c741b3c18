import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "../../../services/context.ts";
import { changeKindSettings, getKindSettings } from "../../../services/kinds/index.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { auditedBy, expectRefusal, openTenant } from "../../support/tenant.ts";

let opened: TestRuntime;
let ctx: Context;
beforeAll(async () => {
  opened = await openRuntime();
});
afterAll(() => opened.close());

const inNewTenant = async (): Promise<void> => {
  ctx = await openTenant(opened.runtime);
};

const change = (settings: Readonly<Record<string, unknown>>, revision: number | null = null) =>
  changeKindSettings(ctx, { kind: "order", settings, revision });

const defaults = { priceMaxAgeDays: 30, refuseDuplicates: false };

test("before anything is set there are the kind's defaults, in revision 0", async () => {
  await inNewTenant();
  expect(await getKindSettings(ctx, "order")).toEqual({ kind: "order", settings: defaults, revision: 0 });
  expect(await getKindSettings(ctx, "generic")).toEqual({ kind: "generic", settings: {}, revision: 0 });
});

test("a change leaves the rest as it is, and is audited with what was sent", async () => {
  await inNewTenant();
  await change({ refuseDuplicates: true });
  const audited = await auditedBy(ctx, async () => {
    expect(await change({ priceMaxAgeDays: 7 })).toEqual({
      kind: "order",
      settings: { priceMaxAgeDays: 7, refuseDuplicates: true },
      revision: 2,
    });
  });
  expect(audited).toMatchObject([
    {
      action: "kind.settings_changed",
      target: { type: "kind", id: "order", version: 2 },
      detail: { settings: { priceMaxAgeDays: 7 } },
    },
  ]);
  expect(await getKindSettings(ctx, "order")).toMatchObject({ revision: 2 });
});

test("a change that changes nothing writes nothing", async () => {
  await inNewTenant();
  await change({ priceMaxAgeDays: 7 });
  const audited = await auditedBy(ctx, async () => {
    expect(await change({ priceMaxAgeDays: 7 }, 1)).toMatchObject({ revision: 1 });
  });
  expect(audited).toEqual([]);
});

test.each([
  ["a name that the kind has not", { priceMaxAge: 7 }, ["/priceMaxAge"]],
  ["a value out of bounds", { priceMaxAgeDays: 0 }, ["/priceMaxAgeDays"]],
  ["a value of another type", { refuseDuplicates: "yes" }, ["/refuseDuplicates"]],
] as const)("%s is refused by name and changes nothing", async (_what, settings, pointers) => {
  await inNewTenant();
  await change({ priceMaxAgeDays: 7 });
  await expectRefusal(ctx, () => change(settings), { code: "body.invalid", pointers });
  expect(await getKindSettings(ctx, "order")).toMatchObject({
    settings: { ...defaults, priceMaxAgeDays: 7 },
    revision: 1,
  });
});

test("a kind with nothing to set says so, and one that there is not is not there", async () => {
  await inNewTenant();
  await expectRefusal(
    ctx,
    () => changeKindSettings(ctx, { kind: "generic", settings: { a: 1 }, revision: null }),
    {
      code: "body.invalid",
    },
  );
  for (const kind of ["holiday", "constructor", "__proto__"]) {
    await expectRefusal(ctx, () => getKindSettings(ctx, kind), { code: "resource.not_found" });
    await expectRefusal(ctx, () => changeKindSettings(ctx, { kind, settings: {}, revision: null }), {
      code: "resource.not_found",
    });
  }
});

test("of two changes of one revision at once, one is refused", async () => {
  await inNewTenant();
  await change({ priceMaxAgeDays: 1 });
  const changes = await Promise.allSettled([
    change({ priceMaxAgeDays: 2 }, 1),
    change({ refuseDuplicates: true }, 1),
  ]);
  expect(changes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(changes.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { code: "revision.mismatch" },
  });
});

test("two tenants have settings of their own", async () => {
  await inNewTenant();
  await change({ priceMaxAgeDays: 7 });
  const stranger = await openTenant(opened.runtime, "Initech");
  expect(await getKindSettings(stranger, "order")).toMatchObject({ settings: defaults, revision: 0 });
  await changeKindSettings(stranger, { kind: "order", settings: { priceMaxAgeDays: 9 }, revision: 0 });
  expect(await getKindSettings(ctx, "order")).toMatchObject({
    settings: { priceMaxAgeDays: 7 },
    revision: 1,
  });
});
