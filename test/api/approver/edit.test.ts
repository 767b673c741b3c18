import { beforeEach, expect, test } from "vitest";
import { agentActionEditForm } from "../../../workflows/agent-action/edit-form.ts";
import { agentActionExamples } from "../../../workflows/agent-action/examples.ts";
import { type Visitor, visit } from "./client.ts";
import { addLink, createPages, newStage, reviewOf, type Stage } from "./pages.ts";

const baseUrl = "https://approve.test";
const [refund] = agentActionExamples;
if (refund === undefined) throw new Error("there is no example");
const edit = { label: agentActionEditForm.label, fields: agentActionEditForm.fields(refund) };

let stage: Stage;
let visitor: Visitor;
beforeEach(async () => {
  stage = newStage();
  stage.planned = (entered) => ({
    ok: true,
    changes: entered["0"] === "pay_7" ? [{ label: "paymentId", before: "pay_1042", after: "pay_7" }] : [],
  });
  visitor = visit(await createPages(stage, baseUrl));
  const review = reviewOf({ kind: "agent-action", edit });
  await visitor.get(`/l/${addLink(stage, review).token}`);
});

const entering = async (value: string) => {
  const form = await visitor.get("/review/edit");
  return visitor.post("/review/edit", { ...form.fields, "field-0": value });
};

test("the review of a kind that lets its approvers edit leads to a form with the values as they are", async () => {
  expect((await visitor.get("/review")).text).toContain('<a href="/review/edit">');
  const form = await visitor.get("/review/edit");
  expect([form.status, form.heading]).toEqual([200, "Change the arguments"]);
  expect(form.text).toContain("pay_1042</textarea");
});

test("the first post shows what would change and changes nothing, the second changes it once", async () => {
  const confirmation = await entering("pay_7");
  expect(confirmation.heading).toBe("Do you want to change this request?");
  expect(confirmation.text).toContain("pay_1042");
  expect(stage.edits).toEqual([]);
  const done = await visitor.post("/review/edit/confirm", confirmation.fields);
  expect([done.status, done.heading]).toEqual([200, "You changed the request"]);
  expect(stage.edits).toMatchObject([{ entered: { "0": "pay_7" } }]);
});

test("a confirmation with other values than it showed changes nothing", async () => {
  const { fields: shown } = await entering("pay_7");
  const answer = await visitor.post("/review/edit/confirm", { ...shown, "field-0": "pay_8" });
  expect([answer.status, stage.edits]).toEqual([409, []]);
});

test("a form that changes nothing, or that the kind refuses, comes back with what was entered", async () => {
  expect((await entering("pay_1042")).status).toBe(422);
  stage.planned = () => ({ ok: false, faults: [{ field: "1", message: "amount must be JSON" }] });
  const answer = await entering("pay_9");
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('<a href="#field-1">amount must be JSON</a>');
  expect(answer.text).toContain("pay_9</textarea");
});

test("a form from elsewhere, one sent blind and one of another version change nothing", async () => {
  const confirmation = await entering("pay_7");
  const foreign = { "sec-fetch-site": "cross-site", origin: "https://evil.test" };
  expect((await visitor.post("/review/edit/confirm", confirmation.fields, foreign)).status).toBe(403);
  expect((await visitor.post("/review/edit/confirm", {})).status).toBe(409);
  expect((await visitor.post("/review/edit", { "field-0": "pay_7" })).status).toBe(409);
  expect(stage.edits).toEqual([]);
});

test("a request whose kind does not let approvers edit shows no way to it", async () => {
  await visitor.get(`/l/${addLink(stage, reviewOf()).token}`);
  expect((await visitor.get("/review")).text).not.toContain("/review/edit");
  expect((await visitor.get("/review/edit")).status).toBe(404);
});
