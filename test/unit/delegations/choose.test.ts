import fc from "fast-check";
import { expect, test } from "vitest";
import type { Id } from "../../../db/schema/columns.ts";
import { chooseDelegate, type Choosing } from "../../../services/delegations/choose.ts";
import { closesCycle } from "../../../services/delegations/cycle.ts";
import type { DelegationTerms } from "../../../services/delegations/model.ts";
import { holds } from "../property.ts";

const person = (name: string): Id<"member"> => `mem_${name}`;
const at = (hour: number): Date => new Date(Date.UTC(2026, 0, 1, hour));
const from = (principal: string, delegate: string, more: Partial<DelegationTerms> = {}): DelegationTerms => ({
  principalId: person(principal),
  delegateId: person(delegate),
  kinds: null,
  amountLimit: null,
  startsAt: at(0),
  endsAt: at(10),
  ...more,
});
const choose = (delegations: readonly DelegationTerms[], more: Partial<Choosing> = {}) =>
  chooseDelegate(person("a"), {
    delegations,
    kind: "order",
    amount: { amount: "100.00", currency: "EUR" },
    now: at(5),
    barred: () => null,
    ...more,
  });
const stays = { delegate: null, why: null };
const euros = (amount: string) => ({ amountLimit: { amount, currency: "EUR" } });

test.each([
  ["the delegate", [from("a", "b")], person("b")],
  ["the end of the chain", [from("a", "b"), from("b", "c")], person("c")],
  ["the newer of two", [from("a", "b"), from("a", "c")], person("c")],
  ["one for this kind", [from("a", "b", { kinds: ["order"] })], person("b")],
  ["one up to the amount", [from("a", "b", euros("100.00"))], person("b")],
  [
    "a link of the chain that does not fit ends it",
    [from("a", "b"), from("b", "c", euros("1"))],
    person("b"),
  ],
] as const)("the seat goes to %s", (_who, delegations, delegate) => {
  expect(choose(delegations)).toEqual({ delegate });
});

test.each([
  ["of another kind", from("a", "b", { kinds: ["loan"] })],
  ["of a smaller amount", from("a", "b", euros("99.99"))],
  ["of another currency", from("a", "b", { amountLimit: { amount: "100", currency: "USD" } })],
  ["not begun", from("a", "b", { startsAt: at(6) })],
  ["over", from("a", "b", { endsAt: at(5) })],
  ["somebody else's", from("x", "b")],
])("a delegation that is %s leaves the seat where it is", (_what, delegation) => {
  expect(choose([delegation])).toEqual(stays);
});

test("a limit delegates no request without an amount", () => {
  expect(choose([from("a", "b", euros("100"))], { amount: null })).toEqual(stays);
  expect(choose([from("a", "b")], { amount: null })).toEqual({ delegate: person("b") });
});

test("somebody who could not sit there, and a circle, leave the seat and say why", () => {
  expect(choose([from("a", "b")], { barred: () => "seated" })).toEqual({ delegate: null, why: "seated" });
  const circle = choose([from("a", "b"), from("b", "a")]);
  expect(circle).toMatchObject({ delegate: null, why: expect.stringContaining("circle") });
});

const anyEdge = fc
  .record({
    principal: fc.constantFrom("a", "b", "c", "d"),
    delegate: fc.constantFrom("a", "b", "c", "d"),
    start: fc.integer({ min: 0, max: 8 }),
    length: fc.integer({ min: 1, max: 8 }),
  })
  .map(({ principal, delegate, start, length }) =>
    from(principal, delegate, { startsAt: at(start), endsAt: at(start + length) }),
  );

test("delegations taken in one by one, circles refused, never run in a circle at any moment", () => {
  holds(
    fc.property(fc.array(anyEdge, { maxLength: 12 }), (edges) => {
      const taken: DelegationTerms[] = [];
      for (const edge of edges) {
        if (!closesCycle(edge, taken)) taken.push(edge);
      }
      for (let hour = 0; hour < 16; hour += 1) {
        for (const holder of ["a", "b", "c", "d"]) {
          const choice = chooseDelegate(person(holder), {
            delegations: taken,
            kind: "order",
            amount: null,
            now: at(hour),
            barred: () => null,
          });
          expect(choice).not.toHaveProperty("why", expect.stringContaining("circle"));
          expect(choice.delegate).not.toBe(person(holder));
        }
      }
    }),
  );
});

test("a delegation is refused only where one moment really leads round", () => {
  holds(
    fc.property(fc.array(anyEdge, { maxLength: 6 }), anyEdge, (live, added) => {
      const reaches = (hour: number): boolean => {
        const inForce = [...live, added].filter(
          ({ startsAt, endsAt }) => startsAt <= at(hour) && at(hour) < endsAt,
        );
        if (!inForce.includes(added)) return false;
        const seen = new Set<string>([added.delegateId]);
        for (let steps = 0; steps < 5; steps += 1) {
          for (const { principalId, delegateId } of inForce) if (seen.has(principalId)) seen.add(delegateId);
        }
        return seen.has(added.principalId);
      };
      const hours = Array.from({ length: 17 }, (_, hour) => hour);
      expect(closesCycle(added, live)).toBe(hours.some(reaches));
    }),
  );
});
