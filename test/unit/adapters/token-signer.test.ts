import { generateKeyPairSync, randomBytes } from "node:crypto";
import { SignJWT } from "jose";
import { beforeAll, expect, test } from "vitest";
import { createTokenSigner } from "../../../services/adapters/token-signer.ts";
import type { LinkClaims, TaskLinkClaims, TokenSigner } from "../../../services/ports.ts";

const { privateKey } = generateKeyPairSync("ed25519");
const keys = {
  linkKey: { ...privateKey.export({ format: "jwk" }) },
  pageKeyBase64: randomBytes(32).toString("base64"),
};
const issuer = "https://approve.example";
const nowSeconds = (): number => Math.floor(Date.now() / 1000);

const claims = (change: Partial<LinkClaims> = {}): LinkClaims => ({
  jti: randomBytes(16).toString("base64url"),
  tenantId: "ten_0192f0c1-0000-7000-8000-000000000001",
  assignmentId: "asg_0192f0c1-0000-7000-8000-000000000002",
  memberId: "mem_0192f0c1-0000-7000-8000-000000000003",
  requestVersion: 1,
  issuedAt: nowSeconds(),
  expiresAt: nowSeconds() + 3_600,
  ...change,
});

let signer: TokenSigner;
beforeAll(async () => {
  signer = await createTokenSigner({ ...keys, issuer });
});

test("a link carries its claims and nothing about the person", async () => {
  const sent = claims();
  const token = await signer.signLink(sent);
  expect(await signer.verifyLink(token)).toEqual(sent);
  expect(token).not.toContain("@");
});

test("the same claims make the same token, so that a mail sent twice holds one link", async () => {
  const sent = claims();
  expect(await signer.signLink(sent)).toBe(await signer.signLink(sent));
});

test("another spelling of a token's bytes is refused", async () => {
  const token = await signer.signLink(claims());
  const last = token.slice(-1);
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const sameBytes = alphabet[alphabet.indexOf(last) ^ 1] ?? "A";
  for (const spelled of [
    `${token.slice(0, -1)}${sameBytes}`,
    `${token}==`,
    `${token} `,
    ` ${token}`,
    `${token}.x`,
  ]) {
    expect(await signer.verifyLink(spelled), spelled.slice(-6)).toBeNull();
  }
});

test("a link of another key, issuer, purpose or algorithm is refused", async () => {
  const other = generateKeyPairSync("ed25519").privateKey;
  const foreign = await createTokenSigner({
    ...keys,
    linkKey: { ...other.export({ format: "jwk" }) },
    issuer,
  });
  const elsewhere = await createTokenSigner({ ...keys, issuer: "https://other.example" });
  const unsigned = `${Buffer.from('{"alg":"none","typ":"approval-link+jwt"}').toString("base64url")}.e30.AA`;
  const typeless = await new SignJWT({}).setProtectedHeader({ alg: "EdDSA" }).sign(privateKey);
  for (const token of [
    await foreign.signLink(claims()),
    await elsewhere.signLink(claims()),
    await signer.signPage("approval-link", { ...claims() }, 60),
    unsigned,
    typeless,
    "",
    "x".repeat(2_000),
  ]) {
    expect(await signer.verifyLink(token)).toBeNull();
  }
});

test("a link ends with its time, and with fourteen days at the latest", async () => {
  const day = 86_400;
  const over = await signer.signLink(claims({ expiresAt: nowSeconds() - 61 }));
  const old = await signer.signLink(
    claims({ issuedAt: nowSeconds() - 15 * day, expiresAt: nowSeconds() + day }),
  );
  expect([await signer.verifyLink(over), await signer.verifyLink(old)]).toEqual([null, null]);
});

test("a page token passes for its own purpose alone", async () => {
  const token = await signer.signPage("review-session", { jti: "x" }, 60);
  expect(await signer.verifyPage("review-session", token)).toMatchObject({ jti: "x" });
  expect(await signer.verifyPage("decision-confirmation", token)).toBeNull();
});

test("only the public half of the link key is told", () => {
  expect(JSON.stringify(signer.publicKeys())).not.toContain(String(keys.linkKey["d"]));
});

const taskClaims = (change: Partial<TaskLinkClaims> = {}): TaskLinkClaims => {
  const { jti, tenantId, issuedAt, expiresAt } = claims();
  const taskId = "tsk_0192f0c1-0000-7000-8000-000000000004";
  return { jti, tenantId, taskId, memberId: null, issuedAt, expiresAt, ...change };
};

test("a link to a task carries its claims, for a member and for somebody outside", async () => {
  for (const memberId of [null, claims().memberId]) {
    const sent = taskClaims({ memberId });
    const token = await signer.signTaskLink(sent);
    expect(await signer.verifyTaskLink(token)).toEqual(sent);
    expect(await signer.signTaskLink(sent)).toBe(token);
  }
});

test("a link to a task never passes for an approval's, nor the other way round", async () => {
  expect(await signer.verifyLink(await signer.signTaskLink(taskClaims()))).toBeNull();
  expect(await signer.verifyTaskLink(await signer.signLink(claims()))).toBeNull();
});

test.each([
  ["of another subject", { sub: "somebody" }],
  ["of a seat", { tsk: "asg_0192f0c1-0000-7000-8000-000000000002" }],
  ["for approvals", { aud: "approval-link" }],
])("a link to a task %s is refused", async (_what, change) => {
  const { jti, tenantId, taskId, issuedAt, expiresAt } = taskClaims();
  const usual = { iss: issuer, aud: "task-link", sub: "guest", jti, iat: issuedAt, exp: expiresAt };
  const make = (more: object) =>
    new SignJWT({ ...usual, tid: tenantId, tsk: taskId, ...more })
      .setProtectedHeader({ alg: "EdDSA", typ: "task-link+jwt" })
      .sign(privateKey);
  expect(await signer.verifyTaskLink(await make({}))).toMatchObject({ taskId });
  expect(await signer.verifyTaskLink(await make(change))).toBeNull();
});

test("a link to a task is refused when it is over, or older than any link may be", async () => {
  const now = nowSeconds();
  for (const change of [{ expiresAt: now - 120 }, { issuedAt: now - 15 * 86_400 }]) {
    expect(await signer.verifyTaskLink(await signer.signTaskLink(taskClaims(change)))).toBeNull();
  }
});
