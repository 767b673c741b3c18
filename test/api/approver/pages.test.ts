import { beforeEach, describe, expect, it } from "vitest";
import type { Review } from "../../../services/links/index.ts";
import { type Visitor, visit } from "./client.ts";
import { addLink, createPages, newStage, reviewOf, type Stage } from "./pages.ts";

let stage: Stage;
let visitor: Visitor;

beforeEach(async () => {
  stage = newStage();
  visitor = visit(await createPages(stage, "https://approve.test"));
});

const show = async (changes: Partial<Review> = {}) => {
  const { token } = addLink(stage, reviewOf(changes));
  await visitor.get(`/l/${token}`);
  return visitor.get("/review");
};

describe("every page", () => {
  it("is not kept, indexed, framed or scripted, and hands no address on", async () => {
    const { token } = addLink(stage, reviewOf());
    const answers = [
      await visitor.get("/l/nonsense"),
      await visitor.get(`/l/${token}`),
      await visitor.get("/review"),
      await visitor.post("/review", { outcome: "approve" }),
      await visitor.post("/decide", {}),
      await visitor.get("/decide", "PUT"),
    ];
    for (const { headers, text } of answers) {
      expect(headers.get("content-security-policy")).toBe(
        "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      );
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-robots-tag")).toContain("noindex");
      expect(headers.get("permissions-policy")).toContain("camera=()");
      expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
      expect(text).not.toMatch(/<script|style="|https?:\/\//);
    }
  });

  it("has one small stylesheet that may be kept", async () => {
    const { status, headers, text } = await visitor.get("/review/style.css");
    expect([status, headers.get("cache-control")]).toEqual([200, "public, max-age=3600"]);
    expect(text.length).toBeLessThan(8 * 1_024);
    expect(text).not.toContain("url(");
  });
});

describe("the review page", () => {
  it("shows everything that is decided on", async () => {
    const { text } = await show({
      earlierDecisions: [
        {
          byName: "Laura Callahan",
          forName: null,
          reasonCode: null,
          stage: "sales",
          outcome: "approve",
          comment: "Paid on time.",
          decidedAt: "2026-11-23T16:20:00.000Z",
        },
      ],
    });
    for (const part of [
      "Northwind Traders",
      "This review is for <bdi>a•••@acme.com</bdi>",
      "Robert King (robert@northwind.example)",
      "Order NW-11030 for Save-a-lot Markets",
      "Chef Anton&#39;s Gumbo Mix",
      "13,445.80 USD",
      "Laura Callahan",
      "Paid on time.",
      "One of 3 people decides this stage.",
      "Wednesday, 25 November 2026 at 19:41 Central European Standard Time",
      "2026-11-25 18:41 UTC",
      "Once this stage is approved, the request goes on to the next stage.",
      "Nothing is carried out, and Robert King is told",
      "3fa94c0be1d2775a<",
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain("ada@acme.com");
  });

  it("says when an approval is the last", async () => {
    const policyStage: Review["policyStage"] = {
      name: "finance",
      position: 2,
      of: 2,
      parallel: false,
      rejection: "veto",
      quorumText: "Your decision settles this stage.",
    };
    expect((await show({ policyStage })).text).toContain("the request is approved and carried out");
  });

  it("shows what people wrote as text, with nothing hidden in it", async () => {
    const { text } = await show({
      title: "Invoice \u202Efdp.exe <script>alert(1)</script>",
      requester: { name: 'Rob"><b>', email: "rob@x.example" },
      content: { facts: [{ label: "Note\u200B", value: "a\u2066b\r\nc" }], tables: [], totals: [] },
    });
    expect(text).not.toMatch(/<script|<b>|[\u202E\u200B\u2066]/);
    expect(text).toContain("Invoice [U+202E]fdp.exe &lt;script&gt;");
    expect(text).toContain("Note[U+200B]");
    expect(text).toContain("a[U+2066]b\nc");
  });

  it("folds a long value and shows all of it on demand", async () => {
    const value = "word ".repeat(400);
    const { text } = await show({ content: { facts: [{ label: "Note", value }], tables: [], totals: [] } });
    expect(text).toContain("Show all 2000 characters");
    expect(text).toContain(value);
  });
});

describe("a state in which nothing can be decided", () => {
  it.each([
    ["not_required", "approved", "Your decision is no longer needed", "It was approved."],
    ["handed_on", "pending", "Somebody else decides this now", "handed on to another person"],
    ["returned", "returned", "The request went back to the requester", "you get a new mail"],
    ["revoked", "pending", "This link was switched off", "send you a new link"],
    ["withdrawn", "withdrawn", "The request was withdrawn", "took it back"],
    ["canceled", "canceled", "The request was canceled", "ended without a decision"],
    ["expired", "expired", "The deadline has passed", "ask the requester to send it again"],
    ["superseded", "pending", "This link has been replaced", "Find the newest mail"],
    ["link_expired", "pending", "This link has expired", "ask the requester or your administrator"],
  ] as const)("%s says what happened and what to do", async (state, requestStatus, heading, todo) => {
    const page = await show({ state, requestStatus });
    expect([page.status, page.heading]).toEqual([200, heading]);
    expect(page.text).toContain(todo);
    expect(page.text).not.toContain("<form");
    const posted = await visitor.post("/review", { outcome: "approve" });
    expect([posted.status, posted.heading, stage.decisions]).toEqual([409, heading, []]);
  });
});
