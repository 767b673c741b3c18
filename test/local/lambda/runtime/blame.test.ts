import { expect, test } from "vitest";
import { blame } from "../../../../infra/local/lambda/runtime/pool/blame.ts";

test("the invocation whose code ended the thread is guilty, and no one is suspected", () => {
  expect(blame(["a", "b", "c"], { culprit: "b", ghosts: 0 })).toEqual({
    guilty: "b",
    lost: ["a", "c"],
    suspects: [],
  });
});

test("an invocation that has long been answered can end the thread of the others", () => {
  expect(blame(["a"], { culprit: "gone", ghosts: 1 })).toEqual({
    guilty: undefined,
    lost: ["a"],
    suspects: [],
  });
});

test("one that was alone is guilty", () => {
  expect(blame(["a"], { culprit: undefined, ghosts: 0 })).toEqual({ guilty: "a", lost: [], suspects: [] });
});

test("of several, and of one beside a ghost, none is guilty and each is suspected", () => {
  for (const [live, ghosts] of [
    [["a", "b"], 0],
    [["a"], 1],
  ] as const) {
    expect(blame(live, { culprit: undefined, ghosts })).toEqual({
      guilty: undefined,
      lost: live,
      suspects: live,
    });
  }
});

test("a thread that nothing ran on takes no one along", () => {
  expect(blame([], { culprit: undefined, ghosts: 0 })).toEqual({ guilty: undefined, lost: [], suspects: [] });
});
