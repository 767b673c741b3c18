import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Content, decodeJournal, encodeContent } from "../../../infra/local/lambda/store/content.ts";
import { firstDictionary } from "../../../infra/local/lambda/store/dictionary.ts";
import { difference, patch } from "../../../infra/local/lambda/store/difference.ts";
import { advance, emptyStored, fold } from "../../../infra/local/lambda/store/stored.ts";
import { holds } from "../property.ts";

/** Records as the machine makes them: no `null`, no `undefined`, some of them inside of others. */
const leaf = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.array(fc.string(), { maxLength: 3 }));
const member = fc.constantFrom("status", "result", "error", "attempt", "invocation");
const record = fc.dictionary(member, fc.oneof(leaf, fc.dictionary(member, leaf, { maxKeys: 3 })));

describe("the difference between two records", () => {
  it("makes the second of the first", () => {
    holds(
      fc.property(record, record, (before, after) => {
        expect(patch(before, JSON.parse(JSON.stringify(difference(before, after))))).toEqual(after);
      }),
    );
  });

  it("of equal records is nothing", () => {
    expect(difference({ a: [1], b: { c: "d" } }, { b: { c: "d" }, a: [1] })).toEqual({});
  });
});

const execution: Content["execution"] = {
  id: "01a20adc-9c6f-71b5-bee5-b00af6e4e030",
  functionName: "flow",
  version: "1",
  name: "one",
  durable: true,
  executionTimeoutSeconds: 60,
  retentionDays: 14,
  startedAt: 1,
  status: "RUNNING",
  revision: 1,
  sequence: 0,
  seen: 0,
  eventCount: 0,
  operationCount: 1,
  pendingCount: 0,
  storedBytes: 2,
  attempts: 1,
  invocation: { id: "i", startedAt: 1, turn: 0, seenBefore: 0, toldNews: false },
};
const step = {
  id: "s",
  name: "one",
  subType: "Step",
  ancestors: [],
  position: 1,
  type: "STEP",
  startedAt: 1,
} as const;
const nasty = "NUL \u0000, a lone \ud800, and ünïcode";

const contents: readonly Content[] = [
  {
    execution,
    operations: [],
    events: [],
    timers: { set: [{ kind: "execution-timeout", operationId: "", dueAt: 60_001 }], cleared: [] },
    input: `"${nasty}"`,
    outcome: undefined,
  },
  {
    execution: { ...execution, revision: 2, sequence: 1, eventCount: 3, invocation: undefined },
    operations: [{ ...step, sequence: 1, status: "PENDING", error: { ErrorType: "E" }, nextAttemptAt: 5 }],
    events: [
      // As most are, at another moment, of nothing known, and under another name than its operation has.
      { EventId: 1, EventType: "StepFailed", EventTimestamp: 1.234, Id: "s", Name: "one", SubType: "Step" },
      { EventId: 2, EventType: "StepStarted", EventTimestamp: 1.235, Id: "gone" },
      { EventId: 3, EventType: "StepFailed", EventTimestamp: 1.234, Id: "s", Name: "two" },
    ],
    timers: { set: [{ kind: "retry", operationId: "s", dueAt: 5 }], cleared: [] },
    input: undefined,
    outcome: undefined,
  },
  {
    execution: {
      ...execution,
      revision: 3,
      sequence: 2,
      eventCount: 4,
      invocation: undefined,
      status: "SUCCEEDED",
    },
    operations: [{ ...step, sequence: 2, status: "SUCCEEDED", result: nasty }],
    events: [
      {
        EventId: 4,
        EventType: "ExecutionSucceeded",
        EventTimestamp: 2,
        Id: execution.id,
        Name: "one",
        ExecutionSucceededDetails: { Result: { Payload: nasty, Truncated: false } },
      },
    ],
    timers: { set: [], cleared: [{ kind: "retry", operationId: "s" }] },
    input: undefined,
    outcome: { result: nasty },
  },
];

describe("a journal", () => {
  const encode = (): Buffer[] => {
    let stored = emptyStored(execution, "");
    return contents.map((content, index) => {
      const body = encodeContent(
        content,
        index === 0 ? { execution: undefined, operations: new Map() } : stored,
      );
      stored = advance(stored, [content]);
      return body;
    });
  };

  it("gives back what was written, whatever it holds", () => {
    const read = decodeJournal(encode());
    expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify(contents)));
  });

  it("amounts to the last state, without timers once the execution has ended", () => {
    const stored = fold(decodeJournal(encode()));
    expect(stored?.execution.status).toBe("SUCCEEDED");
    expect(stored?.operations.get("s")).toEqual({ ...step, sequence: 2, status: "SUCCEEDED", result: nasty });
    expect([...(stored?.timers ?? [])]).toEqual([]);
    expect(stored?.outcome).toEqual({ result: nasty });
    expect(stored?.input).toBe(`"${nasty}"`);
  });

  it("takes a fraction of its text", () => {
    const text = contents.reduce((sum, content) => sum + JSON.stringify(content).length, 0);
    const bytes = encode().reduce((sum, body) => sum + body.length, 0);
    expect(bytes).toBeLessThan(text / 3);
  });

  it("is read with the dictionary that it was written with", () => {
    const kept = { execution, told: undefined };
    const unmarked = deflateRawSync(JSON.stringify(kept), { dictionary: firstDictionary });
    expect(decodeJournal([unmarked])).toMatchObject([{ execution, operations: [], events: [] }]);
  });
});
