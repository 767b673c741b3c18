import { beforeEach, describe, expect, it } from "vitest";
import { DomainError } from "../../../services/errors.ts";
import { type Visitor, visit } from "./client.ts";
import { addLink, AwayError, createPages, decidedAs, newStage, reviewOf, type Stage } from "./pages.ts";

const baseUrl = "https://approve.test";

let stage: Stage;
let visitor: Visitor;

beforeEach(async () => {
  stage = newStage();
  visitor = visit(await createPages(stage, baseUrl));
});

const open = async (changes: Parameters<typeof reviewOf>[0] = {}) => {
  const link = addLink(stage, reviewOf(changes));
  await visitor.get(`/l/${link.token}`);
  return link;
};

/** From the open review to its confirmation page. */
const choose = async (outcome: string, comment = "") => {
  const review = await visitor.get("/review");
  return visitor.post("/review", { ...review.fields, outcome, comment });
};

describe("opening a link", () => {
  it("starts a session for half an hour and goes on to the review", async () => {
    const { token } = addLink(stage, reviewOf());
    const answer = await visitor.get(`/l/${token}`);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/review"]);
    expect(answer.headers.get("set-cookie")).toMatch(
      /^__Host-al=[^;]+; Max-Age=1800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
  });

  it("names the cookie without its prefix where there is no https", async () => {
    const { token } = addLink(stage, reviewOf());
    const answer = await visit(await createPages(stage, "http://localhost:3000")).get(`/l/${token}`);
    expect(answer.headers.get("set-cookie")).toMatch(
      /^al=[^;]+; Max-Age=1800; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  it("answers a HEAD with nothing but 200, whatever the token", async () => {
    const { token } = addLink(stage, reviewOf());
    for (const path of [`/l/${token}`, "/l/nonsense", "/l/a/b"]) {
      const answer = await visitor.get(path, "HEAD");
      expect([answer.status, answer.headers.get("set-cookie"), answer.headers.get("location")]).toEqual([
        200,
        null,
        null,
      ]);
    }
  });

  it("shows one page for every token that opens nothing, without a cookie", async () => {
    const gone = addLink(stage, reviewOf());
    stage.reviews.delete(gone.identity.jti);
    const pages = await Promise.all(
      ["/l/nonsense", "/l/a/b", "/l/", `/l/${"x".repeat(3_000)}`, `/l/${gone.token}`].map((path) =>
        visitor.get(path),
      ),
    );
    expect(pages.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(new Set(pages.map(({ text }) => text)).size).toBe(1);
    expect(pages.every(({ headers }) => headers.get("set-cookie") === null)).toBe(true);
  });
});

describe("deciding", () => {
  it("takes a choice and a confirmation, and decides what was shown", async () => {
    const { identity } = await open();
    const confirmation = await choose("approve", "Fine.\r\nShip it. ");
    expect(confirmation.heading).toBe("Do you want to approve this request?");
    expect(confirmation.text).toContain("12,615.05 USD");
    expect(confirmation.text).toContain("Order NW-11030 for Save-a-lot Markets");
    expect(stage.decisions).toEqual([]);
    const result = await visitor.post("/decide", confirmation.fields);
    expect([result.status, result.heading]).toEqual([200, "You approved this request"]);
    expect(stage.decisions).toMatchObject([
      {
        jti: identity.jti,
        decision: {
          choice: {
            outcome: "approve",
            comment: "Fine.\nShip it.",
            reasonCode: null,
            requestVersion: 1,
            contentHash: reviewOf().contentHash,
          },
        },
      },
    ]);
  });

  it("shows the same result when the same form comes again", async () => {
    await open();
    const { fields } = await choose("reject");
    const first = await visitor.post("/decide", fields);
    const second = await visitor.post("/decide", fields);
    expect([second.status, second.text]).toEqual([200, first.text]);
  });

  it("answers another choice with the recorded one", async () => {
    await open();
    const approval = await choose("approve");
    const rejection = await choose("reject");
    await visitor.post("/decide", approval.fields);
    stage.refusal = new DomainError("decision.recorded_otherwise", { detail: "decided: approve" });
    for (const answer of [
      await visitor.post("/decide", rejection.fields),
      await visitor.post("/decide", { ...approval.fields, outcome: "reject" }),
      await visitor.post("/review", { outcome: "reject" }),
    ]) {
      expect([answer.status, answer.heading]).toEqual([409, "You had already approved this request"]);
    }
  });

  it("decides nothing by a first form that was sent blind", async () => {
    await open();
    const answer = await visitor.post("/review", { outcome: "approve", comment: "" }, {});
    expect([answer.status, answer.heading]).toEqual([200, "Do you want to approve this request?"]);
    expect(stage.decisions).toEqual([]);
  });

  it("takes a choice back to the form, with what was written", async () => {
    await open();
    const { fields } = await choose("reject", "Too dear");
    const answer = await visitor.post("/review", { ...fields, change: "yes" });
    expect(answer.text).toMatch(/id="reject"[^>]*checked/);
    expect(answer.text).toContain("Too dear</textarea");
  });

  it.each([
    ["an outcome", { outcome: "approve" }],
    ["a comment", { comment: "Something else" }],
    ["a reason", { reasonCode: "budget" }],
    ["a confirmation", { confirmation: "x.y.z" }],
  ])("does not take %s other than the one that was confirmed", async (_what, change) => {
    await open();
    const { fields } = await choose("reject", "Too dear");
    const answer = await visitor.post("/decide", { ...fields, ...change });
    expect([answer.status, answer.heading]).toEqual([409, "Please confirm once more"]);
    expect(stage.decisions).toEqual([]);
  });

  it("never takes the token of a page for a confirmation", async () => {
    await open();
    const { fields } = await choose("approve");
    const answer = await visitor.post("/decide", { ...fields, confirmation: fields["page"] ?? "" });
    expect([answer.status, stage.decisions]).toEqual([409, []]);
  });
});

describe("what changed in between", () => {
  it("is told to whoever sends the form of an older page", async () => {
    const { identity } = await open();
    const { fields } = await visitor.get("/review");
    stage.reviews.set(identity.jti, reviewOf({ contentHash: "00".repeat(32) }));
    const answer = await visitor.post("/review", { ...fields, outcome: "approve" });
    expect([answer.status, answer.heading]).toEqual([409, "The request has changed"]);
    expect(answer.text).toContain('href="/review"');
  });

  it("is told to whoever confirms what is no longer so", async () => {
    await open();
    const { fields } = await choose("approve");
    stage.refusal = new DomainError("decision.version_outdated", { detail: "version 2" });
    const answer = await visitor.post("/decide", fields);
    expect([answer.status, answer.heading]).toEqual([409, "The request has changed"]);
  });

  it("keeps two links in two tabs apart", async () => {
    await open({ title: "The first" });
    const first = await choose("approve");
    const firstReview = await visitor.get("/review");
    await open({ title: "The second" });
    for (const answer of [
      await visitor.post("/decide", first.fields),
      await visitor.post("/review", { ...firstReview.fields, outcome: "approve" }),
    ]) {
      expect([answer.status, answer.heading]).toEqual([409, "Another request is open now"]);
      expect(answer.text).toContain("The second");
    }
    expect(stage.decisions).toEqual([]);
  });

  it("is a conflict for a form, and an explanation for a look", async () => {
    const { identity } = await open();
    const { fields } = await choose("approve");
    stage.reviews.set(identity.jti, reviewOf({ state: "withdrawn", requestStatus: "withdrawn" }));
    stage.refusal = new DomainError("assignment.not_open", { detail: "withdrawn" });
    const answer = await visitor.post("/decide", fields);
    expect([answer.status, answer.heading]).toEqual([409, "The request was withdrawn"]);
    expect((await visitor.get("/review")).status).toBe(200);
  });
});

describe("when something is wrong", () => {
  it("says that nothing was decided while the service is away", async () => {
    await open();
    stage.failure = new AwayError("no database");
    const answer = await visitor.get("/review");
    expect([answer.status, answer.heading]).toEqual([503, "Please try again in a minute"]);
    expect(answer.text).toContain("Nothing was decided");
    expect(answer.headers.get("retry-after")).toBe("60");
  });

  it("claims nothing about a decision whose answer was lost", async () => {
    await open();
    const { fields } = await choose("approve");
    stage.failure = new AwayError("no database");
    const answer = await visitor.post("/decide", fields);
    expect(answer.status).toBe(503);
    expect(answer.text).not.toContain("Nothing was decided");
    stage.failure = null;
    expect((await visitor.post("/decide", fields)).status).toBe(200);
  });

  it("shows what the decision function refuses, in its words", async () => {
    await open();
    const { fields } = await choose("approve");
    stage.refusal = new DomainError("decision.not_eligible", { detail: "Nobody decides their own request." });
    const answer = await visitor.post("/decide", fields);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain("Nobody decides their own request.");
  });

  it("shows a page without details for a fault of ours, and logs it", async () => {
    await open();
    stage.failure = new Error("secret detail");
    const answer = await visitor.get("/review");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([500, "text/html; charset=UTF-8"]);
    expect(answer.text).not.toContain("secret detail");
    expect(stage.logged).toContain("page.failed");
  });

  it("asks for the link again without a session, or with a forged one", async () => {
    for (const cookie of ["", "__Host-al=x.y.z"]) {
      const stranger = visit(await createPages(stage, baseUrl));
      const answers = [
        await stranger.send("/review", { headers: { cookie } }),
        await stranger.send("/review", { method: "POST", body: new URLSearchParams(), headers: { cookie } }),
        await stranger.send("/decide", { method: "POST", body: new URLSearchParams(), headers: { cookie } }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    }
  });

  it("answers other methods with a page", async () => {
    for (const [path, method, allow] of [
      ["/review", "DELETE", "GET, HEAD, POST"],
      ["/decide", "GET", "POST"],
      ["/l/token", "POST", "GET, HEAD"],
    ] as const) {
      const answer = await visitor.get(path, method);
      expect([answer.status, answer.headers.get("allow")]).toEqual([405, allow]);
    }
  });

  it("shows an earlier decision to whoever opens a used link", async () => {
    await open(decidedAs("reject", "Too dear"));
    const answer = await visitor.get("/review");
    expect([answer.status, answer.heading]).toEqual([200, "You rejected this request"]);
    expect(answer.text).toContain("Too dear");
  });
});
