import { beforeEach, describe, expect, it } from "vitest";
import { type Visitor, visit } from "./client.ts";
import { addLink, createPages, newStage, reviewOf, type Stage } from "./pages.ts";

const baseUrl = "https://approve.test";

let stage: Stage;
let visitor: Visitor;

beforeEach(async () => {
  stage = newStage();
  visitor = visit(await createPages(stage, baseUrl));
  const { token } = addLink(stage, reviewOf({ commentRequiredFor: ["reject", "return"] }));
  await visitor.get(`/l/${token}`);
});

describe("the review form", () => {
  it("preselects nothing", async () => {
    expect((await visitor.get("/review")).text).not.toContain("checked");
  });

  it("names what is missing, beside the field and in a summary that leads there", async () => {
    const answer = await visitor.post("/review", { comment: "Hm" });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('<a href="#approve">Choose one of the answers.</a>');
    expect(answer.text).toContain('id="outcome-fault"');
    expect(answer.text).toContain("Hm</textarea");
  });

  it("wants a comment where a rejection needs one and with a return, and nowhere else", async () => {
    for (const outcome of ["reject", "return"]) {
      expect((await visitor.post("/review", { outcome, comment: " \r\n" })).status).toBe(422);
    }
    for (const outcome of ["approve", "recuse"]) {
      expect((await visitor.post("/review", { outcome, comment: "" })).status).toBe(200);
    }
  });

  it("wants one of the stage's reasons with a rejection, and takes none from elsewhere", async () => {
    const { token } = addLink(stage, reviewOf({ reasonCodes: ["budget", "supplier"] }));
    await visitor.get(`/l/${token}`);
    for (const reasonCode of ["", "mood"]) {
      const refused = await visitor.post("/review", { outcome: "reject", reasonCode });
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('<a href="#reasonCode">Choose a reason for the rejection.</a>');
    }
    const confirmation = await visitor.post("/review", { outcome: "reject", reasonCode: "budget" });
    expect(confirmation.text).toContain("Reason: <strong><bdi>budget</bdi></strong>");
    await visitor.post("/decide", confirmation.fields);
    expect(stage.decisions).toMatchObject([{ decision: { choice: { reasonCode: "budget" } } }]);
  });

  it("forgets a reason that stands beside another answer", async () => {
    const { token } = addLink(stage, reviewOf({ reasonCodes: ["budget"] }));
    await visitor.get(`/l/${token}`);
    const confirmation = await visitor.post("/review", { outcome: "approve", reasonCode: "budget" });
    expect([confirmation.status, confirmation.fields["reasonCode"]]).toEqual([200, ""]);
  });

  it.each(["a\u0000b", "a\u0007b", "a\u009Fb"])(
    "refuses control characters and keeps the rest",
    async (comment) => {
      const answer = await visitor.post("/review", { outcome: "approve", comment });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('id="comment-fault"');
      expect(answer.text).toContain("ab</textarea");
      expect(answer.text).toMatch(/id="approve"[^>]*checked/);
    },
  );

  it("takes a comment of 2,000 characters in any script, and not one more", async () => {
    const send = (comment: string) => visitor.post("/review", { outcome: "approve", comment });
    expect((await send("審".repeat(2_000))).status).toBe(200);
    expect((await send("審".repeat(2_001))).status).toBe(422);
  });

  it("refuses a body beyond its limit, and one that is no form", async () => {
    for (const path of ["/review", "/decide"]) {
      const large = await visitor.post(path, { outcome: "approve", comment: "x".repeat(40_000) });
      expect([large.status, large.heading]).toEqual([413, "The comment is too long"]);
      const json = await visitor.send(path, {
        method: "POST",
        body: '{"outcome":"approve"}',
        headers: { "content-type": "application/json" },
      });
      expect(json.status).toBe(415);
    }
  });

  it.each(["escalate", "APPROVE", ""])("does not know the outcome %j", async (outcome) => {
    expect((await visitor.post("/review", { outcome })).status).toBe(422);
  });
});

describe("where a form comes from", () => {
  const send = (headers: Record<string, string>) =>
    visitor.post("/review", { outcome: "approve", comment: "" }, headers);

  it.each([
    ["a page of ours", { "sec-fetch-site": "same-origin", origin: "null" }],
    ["the address bar", { "sec-fetch-site": "none" }],
    ["an older browser on our origin", { origin: baseUrl }],
    ["a client that is no browser", {}],
  ])("may be %s", async (_who, headers) => {
    expect((await send(headers)).status).toBe(200);
  });

  it.each([
    ["another site", { "sec-fetch-site": "cross-site", origin: baseUrl }],
    ["another host of our site", { "sec-fetch-site": "same-site" }],
    ["another origin", { origin: "https://evil.example" }],
    ["an origin that is hidden", { origin: "null" }],
  ])("may not be %s", async (_who, headers) => {
    const answer = await send(headers);
    expect([answer.status, answer.heading]).toEqual([403, "This form did not come from our page"]);
    expect((await visitor.post("/decide", {}, headers)).status).toBe(403);
  });
});
